//! Fields that many records have: taken where their form allows it.

use super::read::Accepted;
use super::read::Site;
use super::read::Step::Key;
use super::value;
use crate::model::Date;
use crate::model::Until;
use crate::record::Text;
use crate::record::Texts;

/// A name.
pub(super) fn name(text: Option<&Text<'_>>, site: &mut Site<'_>) -> Option<Box<str>> {
    checked(text, value::is_name, site)
}

/// Free text.
pub(super) fn prose(text: Option<&Text<'_>>, site: &mut Site<'_>) -> Option<Box<str>> {
    checked(text, value::is_prose, site)
}

/// An address.
pub(super) fn url(text: Option<&Text<'_>>, site: &mut Site<'_>) -> Option<Box<str>> {
    checked(text, value::is_url, site)
}

/// A language tag.
pub(super) fn language(text: Option<&Text<'_>>, site: &mut Site<'_>) -> Option<Box<str>> {
    checked(text, value::is_language, site)
}

fn checked(text: Option<&Text<'_>>, is_right: fn(&str) -> bool, site: &mut Site<'_>) -> Option<Box<str>> {
    text.and_then(|text| site.formed(is_right(text).then(|| text.as_str().into())))
}

/// A date.
pub(super) fn date(text: Option<&Text<'_>>, site: &mut Site<'_>) -> Option<Date> {
    text.and_then(|text| site.formed(text.parse().ok()))
}

/// The end of a state.
pub(super) fn until(text: Option<&Text<'_>>, site: &mut Site<'_>) -> Option<Until> {
    match text {
        Some(text) if &**text == ".." => Some(Until::Open),
        text => date(text, site).map(Until::Date),
    }
}

/// A list of names.
pub(super) fn names(texts: Option<&[Text<'_>]>, site: &mut Site<'_>) -> Vec<Box<str>> {
    texts.unwrap_or_default().iter().filter_map(|text| name(Some(text), site)).collect()
}

/// An object of strings.
pub(super) fn texts(texts: Option<&Texts<'_>>, site: &mut Site<'_>) -> Vec<(Box<str>, Box<str>)> {
    let entries = texts.map_or(&[][..], |texts| &texts.0);
    entries.iter().filter_map(|(key, text)| Some((name(Some(key), site)?, prose(Some(text), site)?))).collect()
}

/// The warnings that a record accepts.
pub(super) fn accept(accept: Option<&Texts<'_>>, site: &mut Site<'_>) {
    for (rule, reason) in texts(accept, site) {
        let span = site.span(&[Key("accept"), Key(&rule)]);
        site.accepted.push(Accepted { rule, reason, span, record: site.raw.span() });
    }
}
