//! `fmt`: the canonical form of the graph's text.

use super::Command;
use crate::cli::changes;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::folder::Root;
use crate::cli::output;
use crate::cli::state;
use crate::cli::store;
use crate::diagnostic::Diagnostic;
use crate::edit::Rewritten;
use crate::edit::fmt;
use crate::record::File;
use crate::text::visible;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;

pub(super) const COMMAND: Command = Command {
    name: "fmt",
    summary: "Write the graph's text in its canonical form",
    arguments: |command| {
        command
            .long_about("Write the graph's text in its canonical form: keys in one order, records sorted, short records on one line. No fact ever changes, and no record moves to another file.")
            .arg(Arg::new("check").long("check").action(ArgAction::SetTrue).help("Write nothing; name the files that differ, and end with 1 where there are any"))
            .arg(Arg::new("diff").long("diff").action(ArgAction::SetTrue).help("Write nothing; show what differs, and end with 1 where anything does"))
    },
    examples: &[("fmt", "rewrite what is not canonical"), ("fmt --check", "only tell"), ("fmt --diff", "only show")],
    run,
};

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let roots = folder::roots(matches)?;
    if roots.contains(&Root::Example) {
        return Err(Failure::Usage("the example inside the program cannot be rewritten".into(), Vec::new()));
    }
    let (check, diff) = (matches.get_flag("check"), matches.get_flag("diff"));
    let writes = !check && !diff;
    if writes {
        store::recover(&roots)?;
    }
    let files = state::as_it_lies(&roots)?;
    let (differing, refused) = differing(&files);
    let paths = differing.iter().map(|file| visible(&file.path));
    if writes {
        store::write(COMMAND.name, &differing)?;
        paths.for_each(|path| output::say(&format!("wrote {path}")));
    } else {
        let named = if check {
            paths.map(|path| format!("{path} is not in canonical form\n")).collect()
        } else {
            String::new()
        };
        let shown = if diff { changes::diff(&differing) } else { String::new() };
        output::print((named + &shown).as_bytes())?;
    }
    if !refused.is_empty() {
        output::print_piecewise(super::problems(&files, &refused, matches))?;
    }
    Ok(if refused.is_empty() && (differing.is_empty() || writes) { Exit::Done } else { Exit::NotHeld })
}

/// The files that are not canonical, and what is wrong with those that cannot be.
fn differing(files: &[File]) -> (Vec<Rewritten>, Vec<Diagnostic>) {
    let mut refused = Vec::new();
    let mut differing = Vec::new();
    for (at, file) in (0u32..).zip(files) {
        // bytes that are no text must not come back as U+FFFD
        let canonical = file.fault(at).map_or_else(|| fmt(file.path(), file.text(), at), |fault| Err(vec![fault]));
        match canonical {
            Ok(after) if after != file.text() => {
                differing.push(Rewritten { path: file.path().into(), before: Some(file.text().into()), after });
            }
            Ok(_) => {}
            Err(diagnostics) => refused.extend(diagnostics),
        }
    }
    (differing, refused)
}
