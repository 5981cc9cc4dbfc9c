//! Every form of an answer: what it says, and that no name breaks it.

mod blocs;
mod crossing;
mod exchange;
mod hostile;
mod html;
mod measured;
mod paper;
mod picture;
mod plan;
mod sample;

use actant::answer::Answer;
use actant::render::Content;
use actant::render::FORMATS;
use actant::render::Letters;
use actant::render::Surroundings;
use actant::render::by_file_name;
use actant::render::by_name;
use actant::text::Colour;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

fn written(answer: &Answer, format: &str, around: &Surroundings<'_>) -> String {
    let format = by_name(format).unwrap_or_else(|| panic!("no format {format}"));
    String::from_utf8((format.write)(answer, around).unwrap()).unwrap()
}

fn plain(answer: &Answer, format: &str) -> String {
    written(answer, format, &Surroundings::default())
}

#[test]
fn a_format_is_found_by_name_and_by_ending() {
    for format in FORMATS {
        assert_eq!(by_name(format.name).unwrap().ending, format.ending);
        let file = format!("Who.Supplies.{}", format.ending.to_uppercase());
        assert_eq!(by_file_name(&file).unwrap().name, format.name);
    }
    assert!(by_name("nothing").is_none());
    for name in ["", "csv", "arms.", "arms.nothing", "armscsv"] {
        assert!(by_file_name(name).is_none(), "{name}");
    }
}

#[test]
fn a_table_reads_from_the_side_that_was_asked() {
    let expected = "\
2 states supply Iran, one of them allegedly.

is supplied by
  Iran is supplied by Russia · item 9K333 Verba · under Verba deal · about 2,500 systems · €500
      million · since 2026-02~ (possibly) · alleged, agreed · if payment is made [1 Covert
      Proliferation, F/3]
      denied by Russia, 2026-02-24 [2 p. 2]
      competes with: Russia supplies Iran, item 9K333 Verba, about 3,000 systems, reported [2 p. 4,
        -/3]
      derived: €200,000 a system

past: is supplied by
  Iran is supplied by China · item CM-302 · 1987 to 1997-10 (over) · reported [1, F/3]

warning: one claim has a rival
hint: --ever shows the past

Sources
  [1] Israel–Iran Conflict Watch · Example Wire · 2026-02-26 · reliability F (cannot be judged)
  [2] Example wire report · Example Wire · 2026-02-26 · reliability not rated

as of 2026-02-26; 214 of 251 relations; left out: 9 planned (--include planned), 20 ended (--include
  ended, or --ever)
";
    assert_eq!(plain(&sample::verba(), "table"), expected);
}

#[test]
fn a_route_names_its_weakest_hop_and_the_source_that_hops_share() {
    let expected = "\
Russia and the Houthis are 2 hops apart.

Russia → Iran → Houthis
  2 hops; weakest: hop 1 (alleged, one source); 1 independent source
  warning: both hops rest on one source, [1] Israel–Iran Conflict Watch
  1. Russia → Iran (weakest)
     Russia supplies Iran · alleged [1 Covert Proliferation, F/3]
  2. Iran → Houthis
     Iran backs Houthis · reported [1 The Axis, F/3]

Sources
";
    assert!(plain(&sample::route(), "table").starts_with(expected));
}

#[test]
fn cells_without_facts_stand_in_columns() {
    let expected = "\
3 rows.

  what       actor                           count   share
  most ties  Iran                            1,234     0.5
  =cmd()     Iran, Russia                        7  0.1235
  a source   [1] Israel–Iran Conflict Watch      0      -1
";
    assert!(plain(&sample::figures(), "table").starts_with(expected));
}

#[test]
fn a_table_keeps_to_the_width_and_to_the_letters() {
    for width in [40, 60, 200] {
        for answer in [sample::verba(), sample::route(), sample::figures()] {
            let around = Surroundings { width, letters: Letters::Ascii, ..Surroundings::default() };
            let table = written(&answer, "table", &around);
            let widest = table.lines().map(UnicodeWidthStr::width).max().unwrap();
            assert!(widest <= width, "{widest} columns of {width}:\n{table}");
            assert!(!table.contains(['→', '·', '“']), "{table}");
        }
    }
}

#[test]
fn colours_change_no_word() {
    let colour = |colour| written(&sample::verba(), "table", &Surroundings { colour, ..Surroundings::default() });
    let mut bare = String::new();
    for piece in colour(Colour::On).split_inclusive('\u{1b}') {
        let text = if bare.is_empty() { piece } else { piece.split_once('m').map_or("", |(_, rest)| rest) };
        bare.push_str(text.trim_end_matches('\u{1b}'));
    }
    assert!(bare.ends_with(&colour(Colour::Off)[3..]), "{bare}");
}

#[test]
fn csv_has_one_line_a_fact_and_guards_formulas() {
    let csv = plain(&sample::verba(), "csv");
    let lines: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 3, "{csv}");
    assert!(lines[0].starts_with("group,actor,relation,from,type,to,item,via,under,at,against,on-behalf-of,quantity,"));
    assert!(lines[1].starts_with("is supplied by,Russia,russia:supplies:iran,russia,supplies,iran,verba,,verba-deal,"));
    let figures = plain(&sample::figures(), "csv");
    assert!(figures.contains(",'=cmd(),\"Iran, Russia\",7,0.12345\r\n"), "{figures}");
    assert!(figures.contains(",0,-1\r\n"), "a negative number is no formula: {figures}");
}

#[test]
fn json_holds_everything_by_textual_ids() {
    let json: Value = serde_json::from_str(&plain(&sample::verba(), "json")).unwrap();
    assert_eq!(json["schema"], "actant.answer/1");
    assert_eq!(json["rows"][0]["facts"][0]["from"], "iran");
    let deal = &json["relations"][0];
    assert_eq!(deal["item"], serde_json::json!(["verba"]));
    assert_eq!(deal["quantity"]["amount"], 2500);
    assert_eq!(deal["competing"], serde_json::json!(["second-count"]));
    assert_eq!(deal["holds"], "possibly");
    assert_eq!(
        deal["days"],
        serde_json::json!({"begins": ["2026-02-01", "2026-02-28"], "ends": ["2026-02-01", null], "marked": true})
    );
    assert_eq!(
        json["relations"][1]["days"],
        serde_json::json!({"begins": [null, null], "marked": true, "undated": true})
    );
    assert_eq!(json["relations"][2]["left-out"], "ended");
    assert_eq!(json["sources"][1]["reliability"], Value::Null);
    let routes: Value = serde_json::from_str(&plain(&sample::route(), "json")).unwrap();
    assert_eq!(routes["routes"][0]["hops"][1], serde_json::json!(["iran:backs:houthis"]));
}

#[test]
fn markdown_cites_in_footnotes_and_escapes() {
    let text = plain(&sample::verba(), "markdown");
    assert!(text.contains("- Iran is supplied by Russia · item 9K333 Verba"), "{text}");
    assert!(text.contains("since 2026-02\\~ (possibly) · *alleged, agreed*"), "{text}");
    assert!(text.contains("[^1] (Covert Proliferation, F/3)\n  - denied by Russia"), "{text}");
    assert!(text.contains("\n[^2]: Example wire report"), "{text}");
    assert!(plain(&sample::figures(), "markdown").contains("| \\=cmd() | Iran, Russia | 7 | 0.1235 |"));
}

#[test]
fn the_same_answer_gives_the_same_bytes() {
    for format in FORMATS.iter().filter(|format| format.content == Content::Text) {
        for make in [sample::verba, sample::route, sample::figures, blocs::blocs] {
            assert_eq!(plain(&make(), format.name), plain(&make(), format.name), "{}", format.name);
        }
    }
}
