//! Single values: what each form allows, and what to write instead.

use super::currency;
use super::shape::Subject;
use crate::diagnostic::Diagnostic;
use crate::model::Date;
use crate::model::State;
use crate::record::Raw;
use crate::record::broken_string;
use crate::record::endless_number;
use crate::record::keys::Form;
use crate::text::Span;
use crate::text::is_hidden;
use crate::text::is_id;
use crate::text::nearest;
use crate::text::slug;
use crate::text::visible;

/// Says what is wrong with one value whose sort is right.
pub(super) fn check(raw: Raw<'_>, form: &Form, subject: Subject) -> Option<Diagnostic> {
    match form {
        Form::Number => return endless_number(raw).or_else(|| negative(raw, subject)),
        Form::Whole(from, to) => return whole(raw, *from..=*to, subject),
        Form::Flag => return None,
        _ => {}
    }
    let Some(text) = raw.text() else { return broken_string(raw) };
    match form {
        Form::Slug => id(raw, &text, subject),
        Form::Name => name(raw, &text, subject),
        Form::Text => prose(raw, &text, subject),
        Form::Until if &*text == ".." => None,
        Form::Date | Form::Until => date(raw, &text, subject),
        Form::State => state(raw, &text),
        Form::Word(words) => word(raw, &text, words, subject),
        Form::Url => url(raw, &text, subject),
        Form::Currency => currency_code(raw, &text),
        Form::Language => language(raw, &text),
        Form::Actor | Form::Source | Form::Kind | Form::Type | Form::Level => empty(raw, &text, subject),
        _ => None,
    }
}

/// Tells whether a name can be one: not empty, one line, no hidden characters.
#[must_use]
pub(super) fn is_name(text: &str) -> bool {
    !text.trim().is_empty() && (text.bytes().all(|b| matches!(b, b' '..=b'~')) || !text.contains(is_refused))
}

/// Tells whether a free text can be one: not empty, no hidden characters but breaks of lines and tabs.
#[must_use]
pub(super) fn is_prose(text: &str) -> bool {
    let plain = |b: u8| matches!(b, b' '..=b'~' | b'\n' | b'\t');
    !text.trim().is_empty() && (text.bytes().all(plain) || !text.contains(|c| !is_break(c) && is_refused(c)))
}

/// Tells whether an address can be followed: `http:`, `https:` or `doi:`, without spaces.
#[must_use]
pub(super) fn is_url(text: &str) -> bool {
    let rest = ["https://", "http://", "doi:"].iter().find_map(|scheme| text.strip_prefix(scheme));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || "\"<>\\^`{|}".contains(c) || is_refused(c))
    })
}

/// Tells whether a tag has the form of BCP 47: letters and digits in groups of at most eight.
#[must_use]
pub(super) fn is_language(tag: &str) -> bool {
    let group = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = tag.split('-').next().unwrap_or_default();
    (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase()) && tag.split('-').all(group)
}

/// Tells whether a spelled number is finite and not below nothing.
#[must_use]
pub(super) fn is_amount(spelled: &str) -> bool {
    spelled.parse::<f64>().is_ok_and(|number| number.is_finite() && number >= 0.0)
}

/// The beginning of a text, made visible, for a message.
pub(super) fn clipped(text: &str) -> String {
    let short: String = text.chars().take(60).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    format!("{}{dots}", visible(&short))
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\t')
}

/// Hidden characters and noncharacters.
fn is_refused(c: char) -> bool {
    is_hidden(c) || matches!(u32::from(c), 0xFDD0..=0xFDEF) || u32::from(c) & 0xFFFE == 0xFFFE
}

fn id(raw: Raw<'_>, text: &str, subject: Subject) -> Option<Diagnostic> {
    if is_id(text) {
        return None;
    }
    if let Some(fault) = hidden(raw, text, |_| false, subject) {
        return Some(fault);
    }
    let headline = format!("`{}` cannot be an id", clipped(text));
    let why = if text.is_empty() {
        "empty"
    } else if text.len() > 64 {
        "longer than 64 characters"
    } else {
        "not of small letters, digits, `-`, `_` and `.`, the first a letter or a digit"
    };
    let fault = Diagnostic::error("bad-id", headline, raw.span(), why);
    let slug = slug(text);
    Some(if slug.is_empty() { fault } else { fault.help(format!("write `\"{slug}\"`")) })
}

fn name(raw: Raw<'_>, text: &str, subject: Subject) -> Option<Diagnostic> {
    empty(raw, text, subject).or_else(|| hidden(raw, text, |_| false, subject))
}

fn prose(raw: Raw<'_>, text: &str, subject: Subject) -> Option<Diagnostic> {
    empty(raw, text, subject).or_else(|| hidden(raw, text, is_break, subject))
}

fn empty(raw: Raw<'_>, text: &str, subject: Subject) -> Option<Diagnostic> {
    text.trim().is_empty().then(|| {
        let headline = format!("`{}` of {} is empty", subject.key, subject.record.one());
        Diagnostic::error("empty-text", headline, raw.span(), "nothing in it").help("leave out a key that has no value")
    })
}

/// The first hidden character, at its own place where it is not written as an escape.
fn hidden(raw: Raw<'_>, text: &str, allowed: fn(char) -> bool, subject: Subject) -> Option<Diagnostic> {
    let (nth, c) = text.chars().enumerate().find(|(_, c)| !allowed(*c) && is_refused(*c))?;
    let what = match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => "a break of the line",
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}' => {
            "a control of the direction of text"
        }
        _ if c.is_control() => "a control character",
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' => "a character without width",
        _ => "a character that nobody sees",
    };
    let code = format!("U+{:04X}", u32::from(c));
    let headline =
        format!("`{}` of {} holds {what}, {code}, as character {}", subject.key, subject.record.one(), nth + 1);
    let start = raw.json().find(c).map(|at| raw.span().start as usize + at);
    let span = start.map_or(raw.span(), |start| Span::new(raw.span().file, start..start + c.len_utf8()));
    let kept: String = text.chars().filter(|c| allowed(*c) || !is_refused(*c)).collect();
    let spelled = clipped(&kept.replace('\n', "\\n").replace('\t', "\\t"));
    Some(Diagnostic::error("hidden-character", headline, span, code).help(format!("write `\"{spelled}\"`")))
}

fn date(raw: Raw<'_>, text: &str, subject: Subject) -> Option<Diagnostic> {
    let why = text.parse::<Date>().err()?.0;
    let headline = format!("`{}` is no date", clipped(text));
    let fault = Diagnostic::error("bad-date", headline, raw.span(), "no date").help(why);
    if matches!(text, ".." | "present" | "now" | "ongoing" | "today") {
        let help = match subject.key {
            "until" => "write `\"..\"` for what goes on",
            _ => "only `until` can be open: leave the key out",
        };
        return Some(fault.help(help));
    }
    let guess = mended_date(text);
    Some(if let Some(guess) = guess { fault.help(format!("did you mean `\"{guess}\"`?")) } else { fault })
}

fn state(raw: Raw<'_>, text: &str) -> Option<Diagnostic> {
    let why = text.parse::<State>().err()?.0;
    let headline = format!("`{}` is no state of a graph", clipped(text));
    let fault = Diagnostic::error("bad-date", headline, raw.span(), "no date, revision or path").help(why);
    Some(fault.help("a revision is written `rev:NAME`, another file or folder `path:PATH`"))
}

/// What was meant, where only one reading is possible: other separators, single digits, the year last.
fn mended_date(text: &str) -> Option<String> {
    let mark = text.chars().last().filter(|c| "?~%".contains(*c)).map(String::from).unwrap_or_default();
    let body = text.split(['T', ' ']).next()?.trim_end_matches(['?', '~', '%']);
    let parts: Vec<&str> = body.split(['-', '/', '.']).collect();
    let numbers: Vec<u32> = parts.iter().map_while(|part| part.parse().ok()).collect();
    let written = match (parts.len() == numbers.len(), numbers.as_slice()) {
        (true, [year]) if parts[0].len() == 8 => {
            format!("{:04}-{:02}-{:02}", year / 10_000, year / 100 % 100, year % 100)
        }
        (true, [year, month]) if parts[0].len() == 4 => format!("{year}-{month:02}"),
        (true, [year, month, day]) if parts[0].len() == 4 => format!("{year}-{month:02}-{day:02}"),
        (true, [day, month, year]) if parts[2].len() == 4 && *day > 12 => format!("{year}-{month:02}-{day:02}"),
        _ => return None,
    };
    let written = written + &mark;
    written.parse::<Date>().is_ok().then_some(written)
}

fn word(raw: Raw<'_>, text: &str, words: &[&str], subject: Subject) -> Option<Diagnostic> {
    if words.contains(&text) {
        return None;
    }
    let headline = format!("`{}` is no {} of {}", clipped(text), subject.key, subject.record.one());
    let fault = Diagnostic::error("unknown-word", headline, raw.span(), "unknown word");
    let all = format!("one of `{}`", words.join("`, `"));
    let spelled = text.to_lowercase().replace(['_', ' '], "-");
    let same = words.iter().find(|word| word.to_lowercase() == spelled).copied();
    Some(match same.or_else(|| nearest(&spelled, words.iter().copied(), 1).first().copied()) {
        Some(near) => fault.help(format!("did you mean `\"{near}\"`?")).help(all),
        None => fault.help(all),
    })
}

fn whole(raw: Raw<'_>, range: std::ops::RangeInclusive<u8>, subject: Subject) -> Option<Diagnostic> {
    let inside = raw.json().parse::<u8>().is_ok_and(|number| range.contains(&number));
    let wanted = format!("a whole number from {} to {}", range.start(), range.end());
    (!inside).then(|| {
        let headline = format!("`{}` of {} is {wanted}", subject.key, subject.record.one());
        Diagnostic::error("out-of-range", headline, raw.span(), format!("`{}`", clipped(raw.json())))
            .help(format!("write {wanted}"))
    })
}

fn negative(raw: Raw<'_>, subject: Subject) -> Option<Diagnostic> {
    (!is_amount(raw.json())).then(|| {
        let headline = format!("`{}` of {} is below nothing", subject.key, subject.record.one());
        Diagnostic::error("bad-number", headline, raw.span(), "less than 0")
            .help("write the number that the source gives; who takes something away is the `from` of another relation")
    })
}

fn url(raw: Raw<'_>, text: &str, subject: Subject) -> Option<Diagnostic> {
    if is_url(text) {
        return None;
    }
    if let Some(fault) = hidden(raw, text, |_| false, subject) {
        return Some(fault);
    }
    let headline = format!("`{}` of {} is no address that can be followed", subject.key, subject.record.one());
    let fault = Diagnostic::error("bad-url", headline, raw.span(), "not `https:`, `http:` or `doi:`");
    let guess = match text.split_once(':') {
        _ if text.starts_with("10.") && text.contains('/') => format!("doi:{text}"),
        _ if text.starts_with("//") => format!("https:{text}"),
        None if text.contains('.') && !text.contains(' ') => format!("https://{text}"),
        _ => text.trim().replace(' ', "%20"),
    };
    Some(if is_url(&guess) { fault.help(format!("write `\"{}\"`", clipped(&guess))) } else { fault })
}

fn currency_code(raw: Raw<'_>, text: &str) -> Option<Diagnostic> {
    if currency::is_code(text) {
        return None;
    }
    let headline = format!("`{}` is no ISO 4217 code of a currency", clipped(text));
    let fault = Diagnostic::error("bad-currency", headline, raw.span(), "no currency");
    let upper = text.to_uppercase();
    let near = currency::sign(text).or_else(|| currency::CODES.iter().copied().find(|code| *code == upper));
    Some(match near {
        Some(code) => fault.help(format!("write `\"{code}\"`")),
        None => fault.help("three capital letters, such as `EUR`, `USD`, `IRR`"),
    })
}

fn language(raw: Raw<'_>, text: &str) -> Option<Diagnostic> {
    (!is_language(text)).then(|| {
        let headline = format!("`{}` is no language tag", clipped(text));
        Diagnostic::error("bad-language", headline, raw.span(), "no tag of BCP 47")
            .help("two or three small letters, such as `fa` or `en`, then parts such as `-Latn` or `-GB`")
    })
}
