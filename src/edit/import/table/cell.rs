//! What stands in a cell, as a record says it.

use super::super::Trouble;
use super::super::mapping::Mapping;
use super::sheet::column;
use crate::edit::layout::Node;
use crate::model::Date;
use crate::record::keys::Form;
use crate::text::fold;
use crate::text::is_hidden;
use crate::text::is_id;
use crate::text::slug;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How the cells of a column are written.
#[derive(Clone, Copy, Default)]
pub(super) struct Written<'m> {
    pub(super) values: Option<&'m BTreeMap<String, String>>,
    pub(super) date: Option<&'m str>,
    pub(super) number: Option<&'m str>,
    pub(super) list: Option<&'m str>,
}

impl<'m> Written<'m> {
    /// What a mapping says of each column.
    ///
    /// # Errors
    ///
    /// It says something of a column that the table does not have.
    pub(super) fn all(mapping: &'m Mapping, columns: &[String]) -> Result<Vec<Self>, Trouble> {
        let mut all = vec![Self::default(); columns.len()];
        for (name, values) in &mapping.values {
            all[column(columns, name)?].values = Some(values);
        }
        for (name, pattern) in &mapping.dates {
            all[column(columns, name)?].date = Some(pattern);
        }
        for (name, sample) in &mapping.numbers {
            all[column(columns, name)?].number = Some(sample);
        }
        for (name, separator) in &mapping.lists {
            all[column(columns, name)?].list = Some(separator);
        }
        Ok(all)
    }

    /// What a cell means: what the mapping says of it, else itself.
    pub(super) fn meant<'a>(&self, cell: &'a str) -> &'a str
    where
        'm: 'a,
    {
        self.values.and_then(|values| values.get(cell)).map_or(cell, String::as_str)
    }
}

/// A cell as a value of a form; none where it is empty.
///
/// # Errors
///
/// Why it is none, in one line.
pub(super) fn value(
    cell: &str,
    form: &Form,
    (mapping, written): (&Mapping, Written<'_>),
) -> Result<Option<Node>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let node = match form {
        Form::Actor => Node::object([("name", Node::text(&one_line(cell)))]),
        Form::Source => Node::object([("title", Node::text(&one_line(cell)))]),
        Form::Kind => Node::text(mapping.kind(cell)),
        Form::Type => Node::text(mapping.type_(cell)),
        Form::Date | Form::Until => Node::text(&date(cell, form, written.date)?),
        Form::Number | Form::Whole(..) => Node::Atom(number(cell, written.number)?.into()),
        Form::Flag => return flag(cell),
        Form::Word(words) => Node::text(word(cell, words)?),
        Form::Slug if !is_id(cell) => Node::text(&slug(cell)),
        Form::List(inner) | Form::OneOrList(inner) => return list(cell, inner, (mapping, written)),
        Form::Either(inner, _) => return value(cell, inner, (mapping, written)),
        Form::Text | Form::Any => Node::text(&seen(cell)),
        _ => Node::text(&one_line(cell)),
    };
    Ok(Some(node))
}

fn list(cell: &str, inner: &Form, how: (&Mapping, Written<'_>)) -> Result<Option<Node>, String> {
    let Some(separator) = how.1.list.filter(|separator| !separator.is_empty()) else {
        return Ok(value(cell, inner, how)?.map(|one| Node::List(vec![one])));
    };
    let items = cell.split(separator).map(str::trim).map(|item| value(item, inner, how));
    let items: Vec<Node> = items.filter_map(Result::transpose).collect::<Result<_, _>>()?;
    Ok(Some(Node::List(items)).filter(|list| *list != Node::List(Vec::new())))
}

/// Words on one line, without characters that nobody sees.
pub(super) fn one_line(cell: &str) -> Cow<'_, str> {
    if !cell.contains(|c: char| is_hidden(c) || c.is_whitespace() && c != ' ') && !cell.contains("  ") {
        return cell.into();
    }
    let seen: String = cell.chars().filter(|c| c.is_whitespace() || !is_hidden(*c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

/// Text without characters that nobody sees, which a graph refuses.
fn seen(cell: &str) -> Cow<'_, str> {
    let is_refused = |c: char| is_hidden(c) && !matches!(c, '\n' | '\t');
    if cell.contains(is_refused) { cell.replace(is_refused, "").into() } else { cell.into() }
}

fn flag(cell: &str) -> Result<Option<Node>, String> {
    match &*fold(cell) {
        "true" | "yes" | "y" | "x" | "1" => Ok(Some(Node::Atom("true".into()))),
        "false" | "no" | "n" | "0" => Ok(None),
        _ => Err("it is neither yes nor no".into()),
    }
}

fn word<'w>(cell: &str, words: &[&'w str]) -> Result<&'w str, String> {
    let folded = fold(cell);
    let found = words.iter().find(|word| **word == cell).or_else(|| words.iter().find(|word| fold(word) == folded));
    found.copied().ok_or_else(|| format!("it is none of {}", words.join(", ")))
}

/// A number in JSON. Without a sample, only what can be read in one way is one.
pub(super) fn number(cell: &str, sample: Option<&str>) -> Result<String, String> {
    if !cell.starts_with('0') && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(cell.to_owned());
    }
    let (thousands, decimal) = match sample {
        Some(sample) => marks(sample),
        None => told(cell).ok_or("`numbers` in the mapping has to say how numbers are written: \"1,234.5\"")?,
    };
    let (sign, digits) = match cell.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", cell.strip_prefix('+').unwrap_or(cell)),
    };
    let (whole, fraction) = decimal.and_then(|mark| digits.split_once(mark)).unwrap_or((digits, ""));
    let whole = joined(whole.trim(), thousands).filter(|whole| !whole.is_empty() || !fraction.is_empty());
    let Some(whole) = whole.filter(|_| is_digits(fraction)) else { return Err("it is no number".into()) };
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Ok(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

/// The digits before the decimals; none where what parts them does not stand before three digits each.
fn joined(whole: &str, thousands: Option<char>) -> Option<String> {
    let groups: Vec<&str> = whole.split(|c: char| Some(c) == thousands || c.is_whitespace()).collect();
    let fits = |(at, group): (usize, &&str)| match at {
        0 => groups.len() == 1 || (1..=3).contains(&group.len()),
        _ => group.len() == 3,
    };
    let is_one = groups.iter().all(|group| is_digits(group)) && groups.iter().enumerate().all(fits);
    is_one.then(|| groups.concat())
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

type Marks = (Option<char>, Option<char>);

/// What parts thousands, and what stands before decimals, in a sample: `1.234,5`.
fn marks(sample: &str) -> Marks {
    let all: Vec<char> = sample.chars().filter(|c| !c.is_ascii_digit() && *c != '-').collect();
    match &all[..] {
        [] => (None, None),
        [one] if one.is_whitespace() || *one == '\'' => (Some(*one), None),
        [one] => (None, Some(*one)),
        [first, .., last] if first == last => (Some(*first), None),
        [first, .., last] => (Some(*first), Some(*last)),
    }
}

/// The marks of a number that can be read in one way only.
fn told(cell: &str) -> Option<Marks> {
    let all: Vec<(usize, char)> = cell.char_indices().filter(|(_, c)| matches!(c, ',' | '.')).collect();
    let behind = |at: usize| cell[at + 1..].len();
    match &all[..] {
        [] => Some((None, None)),
        [(at, '.')] if behind(*at) != 3 || cell.starts_with("0.") => Some((None, Some('.'))),
        [(at, mark)] if behind(*at) != 3 && *mark == '.' => Some((None, Some('.'))),
        [_] => None,
        [(_, first), .., (_, last)] if first == last => Some((Some(*first), None)),
        [(_, first), .., (_, last)] => Some((Some(*first), Some(*last))),
    }
}

/// A date as a graph writes it.
pub(super) fn date(cell: &str, form: &Form, pattern: Option<&str>) -> Result<String, String> {
    if matches!(form, Form::Until) && cell == ".." || cell.parse::<Date>().is_ok() {
        return Ok(cell.to_owned());
    }
    // as spreadsheets write a day that has an hour
    let day = cell.split_once(['T', ' ']).map_or(cell, |(day, _)| day);
    if day.len() == 10 && day.parse::<Date>().is_ok() {
        return Ok(day.to_owned());
    }
    let Some(pattern) = pattern else {
        return Err("it is no date; `dates` in the mapping can say how dates are written: \"dd.mm.yyyy\"".into());
    };
    let written = by_pattern(cell, pattern).ok_or_else(|| format!("it is no date as \"{pattern}\" writes it"))?;
    written.parse::<Date>().map(|date| date.to_string()).map_err(|why| why.0)
}

/// Reads a date by a pattern of `d`, `m`, `mmm` (the name of a month in English) and `yyyy`.
fn by_pattern(cell: &str, pattern: &str) -> Option<String> {
    let (mut rest, mut wanted) = (cell, pattern);
    let (mut year, mut month, mut day) = (None, None, None);
    while let Some(token) = wanted.chars().next() {
        let length = wanted.chars().take_while(|c| *c == token).count();
        let taken;
        match token {
            'y' => (year, taken) = digits(rest, 4)?,
            'd' => (day, taken) = digits(rest, 2)?,
            'm' if length > 2 => (month, taken) = month_name(rest)?,
            'm' => (month, taken) = digits(rest, 2)?,
            literal => {
                rest = rest.strip_prefix(literal)?;
                wanted = &wanted[literal.len_utf8()..];
                continue;
            }
        }
        rest = &rest[taken..];
        wanted = &wanted[length..];
    }
    let marks = ["", "?", "~", "%"].contains(&rest).then_some(rest)?;
    let part = |number: Option<u32>| number.map_or_else(String::new, |number| format!("-{number:02}"));
    Some(format!("{:04}{}{}{marks}", year?, part(month), part(month.and(day))))
}

fn digits(text: &str, most: usize) -> Option<(Option<u32>, usize)> {
    let taken = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    text[..taken].parse().ok().map(|number| (Some(number), taken))
}

fn month_name(text: &str) -> Option<(Option<u32>, usize)> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let taken = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = text[..taken].to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| taken >= 3 && month.starts_with(&*word))?;
    Some((u32::try_from(at + 1).ok(), taken))
}
