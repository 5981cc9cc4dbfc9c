//! A first mapping of a table, guessed by its headings and by what stands under them.
//!
//! What cannot be guessed is left empty for a person to fill in; a column that nothing is known of
//! is kept under a key that begins with `x-`.

use super::super::Foreign;
use super::super::Trouble;
use super::super::mapping::Layout;
use super::cell;
use super::sheet::Sheet;
use super::sheet::beginning;
use crate::edit::layout::Node;
use crate::model::Kind;
use crate::model::KindId;
use crate::model::Type;
use crate::model::Vocabulary;
use crate::record::keys::ACTOR;
use crate::record::keys::Form;
use crate::record::keys::RELATION;
use crate::record::keys::Record;
use crate::text::fold;
use crate::text::slug;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// How many rows are looked at.
const ROWS: usize = 2_000;
/// How many words of a column are looked at one by one.
const WORDS: usize = 60;

/// Headings that stand for a key, folded; a key's own name does so, too.
const HEADINGS: &[(&str, &[&str])] = &[
    ("from", &["subject", "who", "actor", "actor1", "sourceactor", "fromactor", "head"]),
    ("type", &["relation", "relationship", "relationtype", "predicate", "verb", "tie", "edge"]),
    ("to", &["object", "target", "whom", "actor2", "targetactor", "toactor", "partner", "tail"]),
    ("since", &["start", "begin", "beginning", "startdate", "validfrom", "fromdate"]),
    ("until", &["end", "enddate", "validto", "validuntil", "todate"]),
    ("date", &["day", "year", "when", "eventdate"]),
    ("note", &["notes", "comment", "comments", "remark", "remarks", "qualifier"]),
    ("quantity", &["amount", "number", "count", "howmany", "km"]),
    ("aliases", &["alias", "othernames", "aka", "alsoknownas", "acronym"]),
    ("description", &["about", "summary"]),
];

/// How dates may be written, those first of which fewer are mistaken for others.
const PATTERNS: &[&str] =
    &["yyyy/mm/dd", "dd.mm.yyyy", "d mmm yyyy", "mmm d, yyyy", "mmm yyyy", "mm/yyyy", "dd/mm/yyyy", "mm/dd/yyyy"];

/// A table, looked at.
struct Look<'a> {
    vocabulary: &'a Vocabulary,
    columns: Vec<String>,
    cells: Vec<Vec<String>>,
}

/// Proposes a mapping.
pub(super) fn propose(foreign: &Foreign<'_>) -> Result<Node, Trouble> {
    let said = foreign.mapping.map(|mapping| mapping.table.clone()).filter(|said| *said != Layout::default());
    let layout = said.unwrap_or_else(|| beginning(foreign.text));
    let look = Look::at(Sheet::open(foreign.text, &layout)?, foreign.vocabulary)?;
    let file = foreign.path.rsplit('/').next().unwrap_or(foreign.path);
    let title = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let source = Node::object([("title", Node::text(title))]);
    let keys = look.keys();
    let type_ = look.type_column(&keys);
    let (section, body) = match type_ {
        Some(type_) => ("relation", look.relation(&keys, type_)),
        None if keys.contains_key("to") => ("relation", look.relation(&keys, usize::MAX)),
        None => ("actor", look.actor(&keys)),
    };
    let mut entries = vec![("source", source)];
    entries.extend(
        layout.node(foreign.mapping.and_then(|mapping| mapping.encoding.as_deref())).map(|table| ("table", table)),
    );
    let types = type_.map(|column| look.words(column, |word| Some(&look.type_of(word)?.id)));
    let kinds = look.kind_column(&keys).filter(|_| section == "actor");
    let kinds = kinds.map(|column| look.words(column, |word| Some(&look.kind_of(word)?.id)));
    let (dates, numbers) = (look.dates(&keys), look.numbers(&keys));
    let words = [("kinds", kinds.unwrap_or_default()), ("types", types.unwrap_or_default())];
    let settings = words.into_iter().chain([("dates", dates), ("numbers", numbers)]).collect::<Vec<_>>();
    let full = settings.iter().filter(|(_, map)| !map.is_empty());
    entries.extend(full.map(|(key, map)| (*key, Node::object(map.iter().map(|(a, b)| (&**a, Node::text(b)))))));
    entries.push(("records", Node::List(vec![Node::object([(section, body)])])));
    Ok(Node::object(entries))
}

impl<'a> Look<'a> {
    fn at(mut sheet: Sheet<'_>, vocabulary: &'a Vocabulary) -> Result<Self, Trouble> {
        let mut cells: Vec<Vec<String>> = vec![Vec::new(); sheet.columns.len()];
        for _ in 0..ROWS {
            if !sheet.next()? {
                break;
            }
            for (column, cells) in cells.iter_mut().enumerate() {
                let cell = sheet.cell(column);
                if !cell.is_empty() {
                    cells.push(cell.to_owned());
                }
            }
        }
        Ok(Self { vocabulary, columns: sheet.columns, cells })
    }

    /// The keys that headings stand for, each with its column; the first of two counts.
    fn keys(&self) -> BTreeMap<&'static str, usize> {
        let mut keys = BTreeMap::new();
        let names = RELATION.keys.iter().chain(ACTOR.keys).map(|key| key.name);
        let known: Vec<&str> =
            names.filter(|name| !matches!(*name, "sources" | "stances" | "accept" | "value")).collect();
        // a key's own name goes before words for it
        for words in [false, true] {
            for (column, heading) in self.columns.iter().enumerate() {
                // the lowest of several headings says what a column is
                let heading = fold(heading.rsplit(" / ").next().unwrap_or_default());
                let own = known.iter().copied().find(|name| fold(name) == heading);
                let other = || HEADINGS.iter().find(|(_, words)| words.contains(&&*heading)).map(|(key, _)| *key);
                let key = if words { other() } else { own };
                if let Some(key) = key.filter(|_| !keys.values().any(|taken| *taken == column)) {
                    keys.entry(key).or_insert(column);
                }
            }
        }
        if let (false, Some((from, to))) = (keys.contains_key("to"), self.pair(&keys)) {
            keys.retain(|_, column| *column != from);
            keys.extend([("from", from), ("to", to)]);
        }
        keys
    }

    /// Two columns that are called alike but for the last sign hold two ends, and so do two under one
    /// heading: "Country A" and "Country B", "Partners / First" and "Partners / Second".
    fn pair(&self, keys: &BTreeMap<&'static str, usize>) -> Option<(usize, usize)> {
        let stem = |column: usize| match self.columns[column].rsplit_once(" / ") {
            Some((upper, _)) => fold(upper),
            None => {
                let heading = fold(&self.columns[column]);
                let mut signs = heading.chars();
                signs.next_back();
                signs.as_str().trim().to_owned()
            }
        };
        let is_free =
            |column: &usize| keys.iter().all(|(key, taken)| taken != column || matches!(*key, "name" | "from"));
        let free: Vec<usize> = (0..self.columns.len()).filter(is_free).filter(|at| self.holds_names(*at)).collect();
        let mut pairs = free.iter().enumerate().flat_map(|(at, a)| free[at + 1..].iter().map(|b| (*a, *b)));
        pairs.find(|(a, b)| stem(*a).len() > 2 && stem(*a) == stem(*b) && self.columns[*a] != self.columns[*b])
    }

    /// Tells whether most of what stands in a column can be names: neither numbers, nor dates, nor
    /// addresses.
    fn holds_names(&self, column: usize) -> bool {
        let cells = &self.cells[column];
        let is_name = |cell: &&String| cell.chars().any(char::is_alphabetic) && !cell.contains("://");
        cells.is_empty() || 2 * cells.iter().filter(is_name).count() > cells.len()
    }

    /// The column that holds the types: by its heading where there are two ends, or because all that
    /// stands in it are some.
    fn type_column(&self, keys: &BTreeMap<&str, usize>) -> Option<usize> {
        let is_type = |cell: &String| self.type_of(cell).is_some();
        let all_types = |column: &usize| !self.cells[*column].is_empty() && self.cells[*column].iter().all(is_type);
        let has_ends = keys.contains_key("from") || keys.contains_key("to") || !keys.contains_key("name");
        let called = keys.get("type").copied().filter(|at| has_ends || self.cells[*at].iter().any(is_type));
        called.or_else(|| (0..self.columns.len()).find(all_types))
    }

    /// The column that holds the kinds of actors.
    fn kind_column(&self, keys: &BTreeMap<&str, usize>) -> Option<usize> {
        keys.get("kind").or_else(|| keys.get("type")).copied()
    }

    /// The type that a word means by its id or its phrase.
    fn type_of(&self, word: &str) -> Option<&'a Type> {
        let folded = fold(word);
        let is_it = |type_: &&Type| [&type_.id, &type_.phrase].iter().any(|name| fold(name) == folded);
        self.vocabulary.types.iter().find(is_it)
    }

    /// The kind that a word means by its id or its label.
    fn kind_of(&self, word: &str) -> Option<&'a Kind> {
        let folded = fold(word);
        let is_it = |kind: &&Kind| [&kind.id, &kind.label].iter().any(|name| fold(name) == folded);
        self.vocabulary.kinds.iter().find(is_it)
    }

    /// From the words of a column to ids of the vocabulary, where they are not these themselves.
    fn words(&self, column: usize, meant: impl Fn(&str) -> Option<&'a str>) -> BTreeMap<String, String> {
        let Some(cells) = self.cells.get(column) else { return BTreeMap::new() };
        let words: BTreeSet<&String> = cells.iter().collect();
        let pair = |word: &String| (word.clone(), meant(word).unwrap_or_default().to_owned());
        words.into_iter().take(WORDS).map(pair).filter(|(word, id)| word != id).collect()
    }

    fn relation(&self, keys: &BTreeMap<&'static str, usize>, type_: usize) -> Node {
        let taken: BTreeSet<usize> = keys.values().copied().chain([type_]).collect();
        let is_free = |column: &usize| !taken.contains(column) && self.holds_names(*column);
        let free = |after: usize| (after..self.columns.len()).find(is_free);
        let from = keys.get("from").copied().or_else(|| free(0));
        let behind = || free(type_.saturating_add(1)).filter(|column| Some(*column) != from);
        let to = keys.get("to").copied().or_else(behind).or_else(|| free(from? + 1));
        let type_of = self.cells.get(type_).and_then(|cells| self.type_of(cells.first()?));
        let mut used: Vec<usize> = [from, to, Some(type_)].into_iter().flatten().collect();
        // only where the vocabulary leaves no choice is the kind of a new actor known
        let end = |column: Option<usize>, kinds: Option<&[KindId]>| {
            let kind = match kinds {
                Some([one]) => Some(("kind", Node::text(&self.vocabulary.actor_kind(*one).id))),
                _ => None,
            };
            Node::object(std::iter::once(("name", self.cell(column))).chain(kind))
        };
        let mut entries = vec![
            ("from", end(from, type_of.map(|type_| &*type_.from))),
            ("type", self.cell(Some(type_))),
            ("to", end(to, type_of.map(|type_| &*type_.to))),
        ];
        for key in RELATION.keys {
            let Some(column) = keys.get(key.name).copied().filter(|column| !used.contains(column)) else { continue };
            used.push(column);
            let amount = || Node::object([("amount", self.cell(Some(column)))]);
            let value = if matches!(key.form, Form::Record(_)) { amount() } else { self.cell(Some(column)) };
            entries.push((key.name, value));
        }
        self.with_rest(entries, &used)
    }

    fn actor(&self, keys: &BTreeMap<&'static str, usize>) -> Node {
        let names = || (0..self.columns.len()).find(|column| self.holds_names(*column));
        let (first, kinds) = (keys.get("name").copied().or_else(names).or(Some(0)), self.kind_column(keys));
        let kind = kinds.map_or_else(|| Node::text(""), |column| self.cell(Some(column)));
        let mut used: Vec<usize> = first.into_iter().chain(kinds).collect();
        let mut entries = vec![("kind", kind), ("name", self.cell(first))];
        for key in ACTOR.keys {
            if let Some(column) = keys.get(key.name).copied().filter(|column| !used.contains(column)) {
                used.push(column);
                entries.push((key.name, self.cell(Some(column))));
            }
        }
        self.with_rest(entries, &used)
    }

    /// A record with the columns that nothing is known of, under keys of their own.
    fn with_rest(&self, entries: Vec<(&str, Node)>, used: &[usize]) -> Node {
        let full = |column: &usize| !used.contains(column) && !self.cells[*column].is_empty();
        let rest: Vec<(String, Node)> = (0..self.columns.len())
            .filter(full)
            .map(|column| (self.own_key(column), self.cell(Some(column))))
            .collect();
        let rest = rest.iter().map(|(key, value)| (&**key, value.clone()));
        Node::object(entries.into_iter().chain(rest))
    }

    /// A key for a column that nothing is known of.
    fn own_key(&self, column: usize) -> String {
        let words = slug(&self.columns[column]);
        let is_taken = self.columns[..column].iter().any(|other| slug(other) == words);
        if words.is_empty() || is_taken { format!("x-column-{}", column + 1) } else { format!("x-{words}") }
    }

    /// A column as a mapping writes it.
    fn cell(&self, column: Option<usize>) -> Node {
        let name = column.and_then(|column| self.columns.get(column));
        name.map_or_else(|| Node::text(""), |name| Node::text(&format!("{{{name}}}")))
    }

    /// The pattern of every column of dates that are not written as a graph writes them.
    fn dates(&self, keys: &BTreeMap<&'static str, usize>) -> BTreeMap<String, String> {
        let is_date =
            |key: &str, card: &Record| card.key(key).is_some_and(|key| matches!(key.form, Form::Date | Form::Until));
        let columns = keys.iter().filter(|(key, _)| is_date(key, &RELATION)).map(|(_, column)| *column);
        let pattern = |column: usize| {
            let cells: Vec<&String> = self.figures(column).collect();
            let fits = |pattern: &str| cells.iter().all(|cell| cell::date(cell, &Form::Date, Some(pattern)).is_ok());
            let plain = cells.iter().all(|cell| cell::date(cell, &Form::Date, None).is_ok());
            let mut fitting = PATTERNS.iter().copied().filter(|pattern| !plain && fits(pattern));
            let first = fitting.next()?;
            // day and month cannot be told from each other: a person has to say which it is
            fitting.next().is_none().then(|| (self.columns[column].clone(), first.to_owned()))
        };
        columns.filter_map(pattern).collect()
    }

    /// The cells of a column in which there is a figure: "n/a" and "unknown" tell nothing of how dates
    /// and numbers are written.
    fn figures(&self, column: usize) -> impl Iterator<Item = &String> {
        self.cells[column].iter().filter(|cell| cell.contains(|sign: char| sign.is_ascii_digit()))
    }

    /// How numbers are written in every column of numbers that can be read in two ways.
    fn numbers(&self, keys: &BTreeMap<&'static str, usize>) -> BTreeMap<String, String> {
        let Some(column) = keys.get("quantity").copied() else { return BTreeMap::new() };
        let is_number = |cell: &String, sample: Option<&str>| cell::number(cell, sample).is_ok();
        if self.figures(column).all(|cell| is_number(cell, None)) {
            return BTreeMap::new();
        }
        let samples = ["1,234.5", "1.234,5", "1 234,5"];
        let fits = |sample: &&&str| self.figures(column).all(|cell| is_number(cell, Some(sample)));
        let found = samples.iter().find(fits);
        found.map(|sample| (self.columns[column].clone(), (*sample).to_owned())).into_iter().collect()
    }
}
