//! `fmt`: the canonical form of the graph's text.

use super::Command;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::folder::Root;
use crate::cli::output;
use crate::edit::fmt;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;
use std::path::Path;

pub(super) const COMMAND: Command = Command {
    name: "fmt",
    summary: "Write the graph's text in its canonical form",
    arguments: |command| {
        command
            .long_about("Write the graph's text in its canonical form: keys in one order, records sorted, short records on one line. No fact ever changes, and no record moves to another file.")
            .arg(Arg::new("check").long("check").action(ArgAction::SetTrue).help("Write nothing; name the files that differ, and end with 1 where there are any"))
    },
    examples: &[("fmt", "rewrite what is not canonical"), ("fmt --check", "only tell")],
    run,
};

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let roots = folder::roots(matches)?;
    if roots.contains(&Root::Example) {
        return Err(Failure::Usage("the example inside the program cannot be rewritten".into(), Vec::new()));
    }
    let files = folder::read(&roots)?;
    let mut refused = Vec::new();
    let mut differing = Vec::new();
    for (at, file) in (0u32..).zip(&files) {
        // bytes that are no text must not come back as U+FFFD
        let canonical = file.fault(at).map_or_else(|| fmt(file.path(), file.text(), at), |fault| Err(vec![fault]));
        match canonical {
            Ok(text) if text != file.text() => differing.push((file, text)),
            Ok(_) => {}
            Err(diagnostics) => refused.extend(diagnostics),
        }
    }
    let check = matches.get_flag("check");
    for (file, text) in &differing {
        if check {
            output::print(format!("{} is not in canonical form\n", crate::text::visible(file.path())).as_bytes())?;
        } else {
            output::replace(Path::new(file.path()), text.as_bytes())?;
            output::say(&format!("wrote {}", crate::text::visible(file.path())));
        }
    }
    if !refused.is_empty() {
        output::print_piecewise(super::problems(&files, &refused, matches))?;
    }
    Ok(if refused.is_empty() && (differing.is_empty() || !check) { Exit::Done } else { Exit::NotHeld })
}
