//! Numbers as people read them, from the spelling in the file; never rounded.

use super::super::surroundings::Letters;
use crate::model::Amount;
use crate::model::Money;
use crate::model::Precision;
use crate::text::grouped;

/// A number of things: `about 2,500 systems`.
pub(in crate::render) fn quantity(amount: &Amount) -> String {
    let unit = amount.unit.as_deref().map_or_else(String::new, |unit| format!(" {unit}"));
    format!("{}{}{unit}", precision(amount.precision), grouped(&amount.amount))
}

/// A sum: `€500 million`, `about CHF 1,200`.
pub(in crate::render) fn money(sum: &Money, letters: Letters) -> String {
    let sign = match (&*sum.currency, letters) {
        ("EUR", Letters::Unicode) => "€".to_owned(),
        ("GBP", Letters::Unicode) => "£".to_owned(),
        ("USD", _) => "$".to_owned(),
        (code, _) => format!("{code} "),
    };
    format!("{}{sign}{}", precision(sum.precision), large(&sum.amount))
}

/// A number that nobody spelled: four significant decimals at most, no zeros at the end.
pub(in crate::render) fn real(number: f64) -> String {
    let text = format!("{number:.4}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    grouped(short)
}

/// Millions and billions in words, where three decimals say it exactly.
fn large(text: &str) -> String {
    let words = [(9, "billion"), (6, "million")];
    words.iter().find_map(|&(zeros, word)| rounded(text, zeros, word)).unwrap_or_else(|| grouped(text))
}

fn rounded(text: &str, zeros: usize, word: &str) -> Option<String> {
    let cut = text.len().checked_sub(zeros).filter(|&cut| cut > 0 && is_digits(text) && !text.starts_with('0'))?;
    let (whole, rest) = text.split_at(cut);
    let fraction = rest.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    (fraction.len() <= 3).then(|| format!("{}{point}{fraction} {word}", grouped(whole)))
}

fn precision(precision: Option<Precision>) -> &'static str {
    match precision {
        None | Some(Precision::Exact) => "",
        Some(Precision::Approximate) => "about ",
        Some(Precision::AtLeast) => "at least ",
        Some(Precision::AtMost) => "at most ",
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
