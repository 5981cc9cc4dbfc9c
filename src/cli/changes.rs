//! What a command changes in the files of a graph, shown line by line.

use super::terminal;
use super::terminal::Stream;
use crate::edit::Rewritten;
use crate::text::visible;
use similar::ChangeTag;
use similar::TextDiff;
use std::fmt::Write as _;

/// How many lines around a change are shown.
const AROUND: usize = 3;

/// The changes as a unified diff, coloured where standard output shows colours.
pub(in crate::cli) fn diff(changes: &[Rewritten]) -> String {
    changes.iter().map(|change| of_file(&change.path, change.before.as_deref(), Some(&change.after))).collect()
}

/// The change of one file as a unified diff; a file that is not there has no text.
pub(in crate::cli) fn of_file(path: &str, before: Option<&str>, after: Option<&str>) -> String {
    let name = |text: Option<&str>| text.map_or_else(|| "/dev/null".into(), |_| shown(path));
    let mut out = painted(Paint::Head, &format!("--- {}", name(before)));
    out += &painted(Paint::Head, &format!("+++ {}", name(after)));
    let lines = TextDiff::from_lines(before.unwrap_or_default(), after.unwrap_or_default());
    for hunk in lines.unified_diff().context_radius(AROUND).iter_hunks() {
        out += &painted(Paint::Hunk, &hunk.header().to_string());
        for change in hunk.iter_changes() {
            let (sign, paint) = match change.tag() {
                ChangeTag::Equal => (' ', Paint::Plain),
                ChangeTag::Delete => ('-', Paint::Gone),
                ChangeTag::Insert => ('+', Paint::Added),
            };
            let line = change.value().trim_end_matches('\n');
            out += &painted(paint, &format!("{sign}{}", shown(line)));
            if change.missing_newline() {
                out += &painted(Paint::Plain, "\\ No newline at end of file");
            }
        }
    }
    out
}

/// What a line of a diff is.
#[derive(Clone, Copy)]
enum Paint {
    Head,
    Hunk,
    Gone,
    Added,
    Plain,
}

fn painted(paint: Paint, line: &str) -> String {
    let code = match paint {
        Paint::Head => "1",
        Paint::Hunk => "36",
        Paint::Gone => "31",
        Paint::Added => "32",
        Paint::Plain => "",
    };
    let mut out = String::with_capacity(line.len() + 12);
    let _ = if code.is_empty() || !terminal::has_colour(Stream::Output) {
        writeln!(out, "{line}")
    } else {
        writeln!(out, "\u{1b}[{code}m{line}\u{1b}[0m")
    };
    out
}

/// A line with everything visible that acts on a terminal; a tab does no harm there.
fn shown(line: &str) -> String {
    line.split('\t').map(visible).collect::<Vec<_>>().join("\t")
}
