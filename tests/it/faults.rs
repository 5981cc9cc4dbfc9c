//! What is wrong in a record is told once, by its rule and in the words that mend it; what is right is not told.

use actant::diagnostic::Diagnostic;
use actant::load::File;
use actant::load::load;
use std::fmt::Write as _;

/// Actors and sources for records to name: Oldland is gone, `t` and `w` retell `s`, `v` is newer than the graph.
const GROUND: &str = r#"{
  "name": "n", "as-of": "2024-06",
  "sources": [
    {"id": "s", "title": "S", "date": "2020"}, {"id": "t", "title": "T", "date": "2020", "derives-from": "s"},
    {"id": "w", "title": "W", "date": "2020", "derives-from": ["s", "t"]}, {"id": "v", "title": "V", "date": "2025"}
  ],
  "actors": [
    {"id": "norland", "kind": "state", "name": "Norland"}, {"id": "sudmark", "kind": "state", "name": "Sudmark"},
    {"id": "oldland", "kind": "state", "name": "Oldland", "since": "1900", "until": "1990"},
    {"id": "league", "kind": "organisation", "name": "League"}, {"id": "ann", "kind": "person", "name": "Ann"},
    {"id": "pact", "kind": "agreement", "name": "Pact"}, {"id": "summit", "kind": "event", "name": "Summit"},
    {"id": "rifle", "kind": "weapon-system", "name": "Rifle"}, {"id": "tank", "kind": "weapon-system", "name": "Tank"}
  ]
}"#;

/// From, type, to and further keys of a relation; the rule that it breaks, and a part of what is told.
const RELATIONS: &[(&str, &str, &str, &str)] = &[
    (
        "norland backs sudmark",
        r#""date": "2020", "since": "2019", "until": "2021""#,
        "date-beside-interval",
        "`date` stands beside `since`: a relation is an event or a state, not both; says that it is an event; says that it is a state; says that it is a state",
    ),
    ("norland backs sudmark", r#""date": "2020", "until": "2021""#, "date-beside-interval", "stands beside `until`"),
    (
        "norland backs oldland",
        r#""date": "2000", "via": "oldland""#,
        "outside-life",
        "`oldland` goes on after its end; outside its life; where its life ends",
    ),
    ("norland backs oldland", r#""since": "2000""#, "outside-life", "goes on after its end"),
    ("norland backs oldland", r#""since": "1980", "until": "..""#, "outside-life", "goes on after its end"),
    ("norland backs oldland", r#""until": "..""#, "outside-life", "goes on after its end"),
    ("norland backs oldland", r#""until": "1890""#, "outside-life", "`oldland` begins before `oldland` does"),
    ("norland backs sudmark", r#""via": ["ann", "ann"]"#, "repeated-entry", "`ann` stands twice in `via`"),
    ("norland backs s", "", "dangling-reference", "`s` is a source; an actor is wanted here"),
    (
        "norland backs sudmark",
        r#""sources": ["ann"]"#,
        "dangling-reference",
        "`ann` is an actor; a source is wanted here",
    ),
    ("norland backs sudmark", r#""sources": ["s", ""]"#, "empty-text", "`sources` of a relation is empty"),
    ("norland backs sudmark", r#""via": """#, "empty-text", "`via` of a relation is empty"),
    ("norland backs sudmark", r#""handling": "restrictd""#, "unknown-level", "did you mean `\"restricted\"`?"),
    (
        "ann sanctions norland",
        "",
        "domain-range",
        r#"if the ends were confused, write `"from": "norland", "type": "sanctions", "to": "ann"`"#,
    ),
    ("pact sanctions norland", "", "domain-range", "cannot have an agreement in `from`"),
    ("rifle sanctions summit", "", "domain-range", "or let it in the `vocabulary` of the graph"),
    ("norland party-to sudmark", "", "domain-range", "`to` takes agreement;"),
    ("norland is-a sudmark", r#""via": ["ann", "league"]"#, "role-not-taken", "takes no roles"),
    (
        "norland backs sudmark",
        r#""likelihood": "likely", "sources": ["v"]"#,
        "likelihood-not-ahead",
        "does not lie ahead",
    ),
    (
        "norland backs sudmark",
        r#""phase": "ended", "since": "2000", "until": "..""#,
        "ended-without-until",
        "and is said to go on",
    ),
    ("norland backs sudmark", r#""sources": ["t", "w"]"#, "single-root", "2 sources say so, and all have it from `s`"),
    (
        "norland backs sudmark",
        r#""sources": [{"source": "s", "derives-from": "t"}]"#,
        "source-cycle",
        "`s` leans on itself",
    ),
    ("norland backs sudmark", r#""until": "present""#, "bad-date", "write `\"..\"` for what goes on"),
    ("norland backs sudmark", r#""since": "now""#, "bad-date", "only `until` can be open"),
    ("norland backs sudmark", r#""date": "20200315""#, "bad-date", "did you mean `\"2020-03-15\"`?"),
    ("norland backs sudmark", r#""date": "15.03.2020""#, "bad-date", "did you mean `\"2020-03-15\"`?"),
    ("norland backs sudmark", r#""date": "2020/3/5T10:00""#, "bad-date", "did you mean `\"2020-03-05\"`?"),
    ("norland backs sudmark", r#""date": "2020/3~""#, "bad-date", "did you mean `\"2020-03~\"`?"),
    ("norland backs sudmark", r#""value": {"amount": 1, "currency": "eur"}"#, "bad-currency", "write `\"EUR\"`"),
    ("norland backs sudmark", r#""value": {"amount": 1, "currency": "€"}"#, "bad-currency", "write `\"EUR\"`"),
    ("norland backs sudmark", r#""value": {"amount": 1, "currency": "zzz"}"#, "bad-currency", "three capital letters"),
    (
        "norland supplies sudmark",
        r#""item": "rifle", "quantity": {"amount": "3"}"#,
        "wrong-type",
        "write it without quotation marks: `3`",
    ),
    (
        "norland supplies sudmark",
        r#""item": "rifle", "quantity": {"amount": 1e99999999999999999999999999999999999999999999}"#,
        "bad-number",
        "`1e99999999999999999999999999999999999999…` is beyond all numbers",
    ),
    (
        "norland backs sudmark",
        "\"note\": \"a\\nb\\u200bc\"",
        "hidden-character",
        "as character 4; U+200B; write `\"a\\nbc\"`",
    ),
    (
        "norland backs sudmark",
        r#""accept": {"bad-id": "because"}"#,
        "unknown-rule",
        "cannot be accepted: it is no warning",
    ),
];

/// Relations of which a rule that is near tells nothing.
const QUIET_RELATIONS: &[(&str, &str)] = &[
    ("norland backs sudmark", r#""handling": "internal""#),
    ("norland backs oldland", r#""since": "1980""#),
    ("norland backs oldland", r#""date": "1990""#),
    ("norland backs oldland", r#""until": "1980""#),
    ("norland backs sudmark", r#""date": "2030", "phase": "planned""#),
    ("norland backs sudmark", r#""date": "2024-06-30""#),
    ("norland backs sudmark", r#""note": "é\n\tü""#),
    ("norland backs sudmark", r#""sources": ["\u0073"], "via": "\u0061nn""#),
    ("norland backs sudmark", r#""sources": [{"source": "v", "derives-from": ["t", "w"]}]"#),
    ("norland backs sudmark", r#""x-own": 1, "stances": []"#),
    ("norland supplies sudmark", r#""item": ["\u0072ifle", "tank"]"#),
];

/// Whole files; the rule that they break, and a part of what is told.
const FILES: &[(&str, &str, &str)] = &[
    (r#"{"actors": [{"id": "", "kind": "state", "name": "A"}]}"#, "bad-id", "empty"),
    (r#"{"actors": [{"id": "a", "kind": "state", "name": "A", "ids": {"": "x"}}]}"#, "empty-text", "nothing in it"),
    (r#"{"actors": [{"id": "a", "kind": "state", "name": "A", "ids": {"x": 5}}]}"#, "wrong-type", "write `\"5\"`"),
    (
        r#"{"actors": [{"id": "a", "kind": "state", "name": "A", "ids": {"x": "1", "x": "2"}}]}"#,
        "duplicate-key",
        "`x` stands twice",
    ),
    (
        r#"{"actors": [{"id": "a", "kind": "state", "name": "A", "was": ["ann"]}]}"#,
        "duplicate-id",
        "the former id of an actor `ann` stands twice",
    ),
    (
        r#"{"actors": [{"id": "a", "kind": "state", "name": "A", "was": ["c"]}, {"id": "b", "kind": "state", "name": "B", "was": ["c"]}]}"#,
        "duplicate-id",
        "the former id of an actor `c` stands twice",
    ),
    (
        r#"{"actors": [{"id": "a", "kind": "state", "name": "Ann Lee"}, {"id": "b", "kind": "state", "name": "ANN-LEE"}]}"#,
        "look-alike-names",
        "the names of `a` and `b` are the same",
    ),
    (
        r#"{"actors": [{"id": "a", "kind": "state", "name": "Ünn"}, {"id": "b", "kind": "state", "name": "Ünn"}]}"#,
        "look-alike-names",
        "the names of `a` and `b` are the same",
    ),
    (
        r#"{"actors": [{"id": "a", "kind": "state", "name": "A", "aliases": ["X"]}, {"id": "b", "kind": "state", "name": "B", "aliases": ["x"]}]}"#,
        "shared-alias",
        "the alias `x` of `b` names `a`, too",
    ),
    (
        r#"{"actors": [{"id": "a", "kind": "state", "name": "A", "aliases": ["B"]}, {"id": "b", "kind": "state", "name": "B"}]}"#,
        "shared-alias",
        "the alias `B` of `a` names `b`, too",
    ),
    (r#"{"actors": true}"#, "wrong-type", "`actors` holds no list"),
    (r#"{"actors": -1}"#, "wrong-type", "`actors` holds no list"),
    (r#"{"actors": 1.5}"#, "wrong-type", "`actors` holds no list"),
    (r#"{"actors": {"a": {"b": 1}}}"#, "wrong-type", "`actors` holds no list"),
    (r#"{"sources": [{"id": "a", "title": "A", "url": "https://"}]}"#, "bad-url", "no address that can be followed"),
    (r#"{"sources": [{"id": "a", "title": "A", "url": "https://a<b"}]}"#, "bad-url", "no address that can be followed"),
    (r#"{"sources": [{"id": "a", "title": "A", "url": "https://a\u200bb"}]}"#, "hidden-character", "U+200B"),
    (
        r#"{"sources": [{"id": "a", "title": "A", "url": "//example.org"}]}"#,
        "bad-url",
        "write `\"https://example.org\"`",
    ),
    (r#"{"sources": [{"id": "a", "title": "A", "url": "example.org"}]}"#, "bad-url", "write `\"https://example.org\"`"),
    (r#"{"sources": [{"id": "a", "title": "A", "url": "10.1000"}]}"#, "bad-url", "write `\"https://10.1000\"`"),
    (r#"{"sources": [{"id": "a", "title": "A", "url": "10.1000/182"}]}"#, "bad-url", "write `\"doi:10.1000/182\"`"),
    (r#"{"sources": [{"id": "a", "title": "A", "url": "https://a b"}]}"#, "bad-url", "write `\"https://a%20b\"`"),
    (r#"{"sources": [{"id": "a", "title": "A", "lang": "EN"}]}"#, "bad-language", "no tag of BCP 47"),
    (r#"{"sources": [{"id": "a", "title": "A", "lang": "en-abcdefghi"}]}"#, "bad-language", "no tag of BCP 47"),
    (r#"{"sources": [{"id": "a", "title": "A", "handling": "publc"}]}"#, "unknown-level", "did you mean `\"public\"`?"),
    (
        r#"{"sources": [{"id": "a", "title": "A", "derives-from": ["s", "nothing-of-the-kind"]}]}"#,
        "dangling-reference",
        "no source has the id `nothing-of-the-kind`; names nothing",
    ),
    (
        r#"{"vocabulary": {"kinds": [{"id": "k", "label": "K"}, {"id": "k", "label": "L"}]}}"#,
        "duplicate-id",
        "the definition `k` stands twice",
    ),
    (r#"{"vocabulary": {"kinds": [{"id": "K"}]}}"#, "bad-id", "write `\"k\"`"),
    (
        r#"{"vocabulary": {"types": [{"id": "t", "phrase": "does", "inverse": "is done by", "label": " "}]}}"#,
        "empty-text",
        "`label` of a type",
    ),
    (
        r#"{"vocabulary": {"types": [{"id": "T", "phrase": "does", "inverse": "is done by"}]}}"#,
        "bad-id",
        "write `\"t\"`",
    ),
    (
        r#"{"vocabulary": {"kinds": [{"id": "k", "stix": "thread-actor"}]}}"#,
        "unknown-word",
        "did you mean `\"threat-actor\"`?",
    ),
    (r#"{"vocabulary": {"kinds": [{"id": "k", "ftm": "Publicbody"}]}}"#, "unknown-word", "`\"PublicBody\"`"),
    (
        r#"{"vocabulary": {"types": [{"id": "t", "phrase": "does", "inverse": "is done by", "stix": "target"}]}}"#,
        "unknown-word",
        "`target` is no stix of a type",
    ),
    (
        r#"{"vocabulary": {"types": [{"id": "t", "phrase": "does", "inverse": "is done by", "ftm": "Person"}]}}"#,
        "unknown-word",
        "`Person` is no ftm of a type",
    ),
    (r#"{"vocabulary": {"handling": ["low", "low"]}}"#, "bad-id", "each level once"),
    (r#"{"vocabulary": {"handling": ["low", "Very High"]}}"#, "bad-id", "small letters, digits and hyphens"),
    (
        r#"{"relations": [{"id": "r", "from": "norland", "type": "backs", "to": "sudmark", "sources": ["s"]}, {"id": "r", "from": "ann", "type": "backs", "to": "sudmark", "sources": ["s"]}]}"#,
        "duplicate-id",
        "the relation `r` stands twice",
    ),
    (
        r#"{"relations": [{"from": "norland", "type": "supplies", "to": "sudmark", "item": "rifle", "date": "2020-03", "sources": ["s"]}, {"from": "norland", "type": "supplies", "to": "sudmark", "item": "rifle", "until": "2021", "sources": ["s"]}]}"#,
        "duplicate-relation",
        "`\"id\": \"norland-supplies-sudmark-2021\"`",
    ),
    (
        r#"{"relations": [{"from": "sudmark", "type": "allied-with", "to": "norland", "sources": ["s"]}, {"from": "norland", "type": "allied-with", "to": "sudmark", "sources": ["s"]}]}"#,
        "duplicate-relation",
        "a second relation stands on the key",
    ),
    (
        r#"{"relations": [{"from": "norland", "type": "supplies", "to": "sudmark", "item": "rifle", "sources": ["s"]}, {"from": "norland", "type": "supplies", "to": "sudmark", "negated": true, "id": "n", "sources": ["s"]}]}"#,
        "contradiction",
        "another that it does not",
    ),
];

/// Whole files with nothing wrong in them.
const QUIET_FILES: &[&str] = &[
    r#"{"relations": [{"from": "norland", "type": "backs", "to": "sudmark", "sources": ["s"]}, {"from": "sudmark", "type": "backs", "to": "norland", "sources": ["s"]}]}"#,
    r#"{"actors": [{"id": "a", "kind": "state", "name": "!!!"}, {"id": "b", "kind": "state", "name": "???"}]}"#,
    r#"{"vocabulary": {"kinds": [{"id": "state", "label": "Country"}], "handling": ["low", "high"]}}"#,
    r#"{"vocabulary": {"types": [{"id": "t", "phrase": "does", "inverse": "is done by", "label": "L"}]}}"#,
    r#"{"relations": [{"from": "norland", "type": "supplies", "to": "sudmark", "item": "rifle", "sources": ["s"]}, {"from": "norland", "type": "supplies", "to": "sudmark", "item": "tank", "negated": true, "sources": ["s"]}]}"#,
    r#"{"relations": [{"from": "norland", "type": "backs", "to": "sudmark", "until": "2001", "sources": ["s"]}, {"id": "n", "from": "norland", "type": "backs", "to": "sudmark", "since": "2003", "negated": true, "sources": ["s"]}]}"#,
    r#"{"relations": [{"from": "ann", "type": "leads", "to": "league", "date": "2020", "sources": ["s"]}, {"from": "ann", "type": "backs", "to": "sudmark", "on-behalf-of": "norland", "date": "2001", "sources": ["s"]}]}"#,
];

fn relation(ends: &str, more: &str) -> String {
    let [from, type_, to] = ends.split(' ').collect::<Vec<_>>()[..] else { panic!("{ends}") };
    let sources = if more.contains("\"sources\"") { "" } else { ", \"sources\": [\"s\"]" };
    let comma = if more.is_empty() { "" } else { ", " };
    format!(r#"{{"relations": [{{"from": "{from}", "type": "{type_}", "to": "{to}"{sources}{comma}{more}}}]}}"#)
}

/// What is told of a file beside the ground, sources that nobody cites aside: the rule and all words.
fn told(text: &str) -> Vec<(&'static str, String)> {
    let loaded = load(&[File::new("a.json", GROUND), File::new("b.json", text)]);
    let words = |one: Diagnostic| {
        let mut words = one.headline().to_owned();
        one.labels().map(|label| label.text).chain(one.helps()).for_each(|text| words.extend(["; ", text]));
        (one.rule, words)
    };
    loaded.diagnostics.into_iter().filter(|one| one.rule != "unused-source").map(words).collect()
}

#[test]
fn a_fault_is_told_once_with_the_words_that_mend_it() {
    let relations = RELATIONS.iter().map(|(ends, more, rule, words)| (relation(ends, more), *rule, *words));
    let files = FILES.iter().map(|(text, rule, words)| ((*text).to_owned(), *rule, *words));
    let mut missed = String::new();
    for (text, rule, words) in relations.chain(files) {
        let told = told(&text);
        let count = told.iter().filter(|(by, all)| *by == rule && all.contains(words)).count();
        if count != 1 || told.iter().filter(|(by, _)| *by == rule).count() != 1 {
            let _ = writeln!(missed, "{text}\nshould be told once by {rule}: {words}\n{told:#?}\n");
        }
    }
    assert!(missed.is_empty(), "{missed}");
}

#[test]
fn what_is_right_is_not_told() {
    let relations = QUIET_RELATIONS.iter().map(|(ends, more)| relation(ends, more));
    for text in relations.chain(QUIET_FILES.iter().map(|text| (*text).to_owned())) {
        assert_eq!(told(&text), [], "{text}");
    }
}

#[test]
fn a_date_that_can_be_read_in_two_ways_is_not_guessed() {
    for date in ["03.04.2020", "15.03.20", "3/2020", "202"] {
        let told = told(&relation("norland backs sudmark", &format!("\"date\": \"{date}\"")));
        assert!(told.iter().all(|(rule, words)| *rule == "bad-date" && !words.contains("did you mean")), "{told:?}");
        assert_eq!(told.len(), 1, "{date}");
    }
}

#[test]
fn an_address_is_mended_only_into_one_that_can_be_followed() {
    for url in ["example", "ftp://a.org", "an example.org"] {
        let text = format!(r#"{{"sources": [{{"id": "a", "title": "A", "url": "{url}"}}]}}"#);
        let told = told(&text);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(!told[0].1.contains("write"), "{told:?}");
    }
}

/// Both a list of levels and a manifest stand in one file of a graph.
#[test]
fn a_second_list_of_levels_is_told_at_its_place() {
    let text = r#"{"vocabulary": {"handling": ["low"]}}"#;
    let loaded = load(&[File::new("a.json", text), File::new("b.json", text)]);
    let twice: Vec<&Diagnostic> = loaded.diagnostics.iter().filter(|one| one.rule == "manifest-twice").collect();
    assert_eq!(twice.len(), 1, "{:?}", loaded.diagnostics);
    assert!(twice[0].labels().map(|label| label.span.file).eq([1, 0]));
}

#[test]
fn the_level_of_a_graph_is_one_of_the_vocabulary() {
    let level = |word: &str| load(&[File::new("a.json", format!(r#"{{"name": "n", "handling": "{word}"}}"#))]);
    assert_eq!(level("internal").diagnostics, []);
    assert_eq!(level("internal").model.manifest().handling, Some(1));
    assert!(level("secret").diagnostics[0].helps().eq(["one of `public`, `internal`, `restricted`"]));
}

/// Acceptance is judged only where everything could be read, and each rule for its own record.
#[test]
fn what_is_accepted_in_vain_is_told_once_all_is_read() {
    let actor = |id: &str, more: &str| format!(r#"{{"id": "{id}", "kind": "state", "name": "One"{more}}}"#);
    let accept = r#", "accept": {"look-alike-names": "two of one name", "shared-alias": "in vain"}"#;
    let text = format!(r#"{{"actors": [{}, {}]}}"#, actor("a", accept), actor("b", ""));
    let rules = |text: &str| told(text).into_iter().map(|(rule, _)| rule).collect::<Vec<_>>();
    assert_eq!(rules(&text), ["stale-accept", "look-alike-names"]);
    assert_eq!(rules(&text.replace("}]}", "}, 1]}")), ["look-alike-names", "wrong-type"]);
}

/// Guesses cost a comparison with every id, so that only so many are made; faults are told all the same.
#[test]
fn many_wrong_references_are_all_told_though_not_all_are_guessed() {
    let count = 1_600;
    let mut actors = Vec::new();
    let mut relations = Vec::new();
    for at in 0..count {
        actors.push(format!(r#"{{"id": "a{at}", "kind": "state", "name": "A{at}"}}"#));
        relations.push(format!(r#"{{"from": "a{at}", "type": "backs", "to": "a{at}x", "sources": ["s"]}}"#));
    }
    let text = format!(r#"{{"actors": [{}], "relations": [{}]}}"#, actors.join(", "), relations.join(", "));
    let told: Vec<String> = told(&text).into_iter().map(|(_, words)| words).collect();
    assert_eq!(told.len(), count);
    assert!(told[0].contains("did you mean `\"a0\"`?"), "{}", told[0]);
    assert!(!told[count - 1].contains("did you mean"), "{}", told[count - 1]);
}
