//! Asking a person for what is missing, where one sits at a terminal.

use crate::cli::failure::Failure;
use crate::edit::Draft;
use crate::edit::Section;
use crate::edit::value;
use crate::record::keys::Form;
use crate::record::keys::Key;
use crate::text::visible;
use std::io::IsTerminal as _;
use std::io::Write as _;

/// What is asked for besides what a record must have, for most records have it.
const USUAL: &[(Section, &[&str])] = &[
    (Section::Sources, &["publisher", "date", "url", "reliability"]),
    (Section::Actors, &["description"]),
    (Section::Relations, &["since", "until", "date", "status"]),
];

/// Tells whether somebody can be asked.
pub(in crate::cli) fn is_possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks for the keys that a record must have and has not, but for the one that follows from others;
/// then for the usual ones, which an empty line leaves out.
pub(in crate::cli) fn complete(draft: &mut Draft, follows: Option<&str>) -> Result<(), Failure> {
    let card = draft.section.card();
    let is_missing = |key: &&Key| key.required && Some(key.name) != follows && draft.body.get(key.name).is_none();
    let missing: Vec<&Key> = card.keys.iter().filter(is_missing).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let usual = USUAL.iter().find(|(section, _)| *section == draft.section).map_or(&[][..], |(_, keys)| keys);
    let usual = card.keys.iter().filter(|key| usual.contains(&key.name) && draft.body.get(key.name).is_none());
    for key in missing.into_iter().chain(usual).collect::<Vec<_>>() {
        while let Some(text) = line(&question(key))? {
            if !text.is_empty() {
                draft.body = draft.body.with(key.name, Some(value(&key.form, &text)));
            }
            if !text.is_empty() || !key.required {
                break;
            }
        }
    }
    Ok(())
}

/// Asks whether to go on; no answer means no.
pub(in crate::cli) fn agrees(question: &str) -> Result<bool, Failure> {
    Ok(line(&format!("{question} [y/N] "))?.is_some_and(|answer| matches!(&*answer, "y" | "Y" | "yes")))
}

fn question(key: &Key) -> String {
    let words = match key.form {
        Form::Word(words) => format!(" ({})", words.join(", ")),
        _ => String::new(),
    };
    let skip = if key.required { "" } else { "; empty for none" };
    format!("{}: {}{words}{skip}\n> ", key.name, key.about)
}

/// A line that somebody types; none where there is no more.
fn line(question: &str) -> Result<Option<String>, Failure> {
    let failed = |error: std::io::Error| Failure::io("cannot ask on the terminal", &error);
    let mut stderr = std::io::stderr().lock();
    write!(stderr, "{}", question.split('\n').map(visible).collect::<Vec<_>>().join("\n")).map_err(failed)?;
    stderr.flush().map_err(failed)?;
    let mut text = String::new();
    let read = std::io::stdin().read_line(&mut text).map_err(failed)?;
    Ok((read > 0).then(|| text.trim().to_owned()))
}
