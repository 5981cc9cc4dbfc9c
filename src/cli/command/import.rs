//! `import`: files of other programs, brought into the graph.

mod foreign;
mod tell;

use super::Command;
use crate::cli::desk;
use crate::cli::desk::Desk;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::output;
use crate::cli::progress;
use crate::cli::store;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::edit::Node;
use crate::edit::Rewritten;
use crate::edit::import::Decisions;
use crate::edit::import::IMPORTERS;
use crate::edit::import::Landed;
use crate::edit::import::Landing;
use crate::edit::import::Trouble;
use crate::edit::import::land;
use crate::load::File;
use crate::load::load;
use crate::text::slug;
use crate::text::visible;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;
use clap::ValueHint;
use clap::builder::PossibleValue;
use clap::builder::PossibleValuesParser;
use foreign::Caught;
use std::path::Path;
use std::path::PathBuf;

pub(super) const COMMAND: Command = Command {
    name: "import",
    summary: "Bring files of other programs into the graph",
    arguments: |command| {
        let forms = IMPORTERS.iter().map(|importer| PossibleValue::new(importer.name).help(importer.summary));
        command
            .long_about(
                "Bring files of other programs into the graph.\n\nWhoever shares an id elsewhere or the one name with \
                 an actor of the graph is that actor; whoever else becomes a new one, and where a name alone does not \
                 tell, a person is asked (--decisions). What the graph says already is not written again, and the \
                 result is checked before anything is written. A table needs a mapping; without one, a first one is \
                 printed.",
            )
            .args([
                path("FILE").required(true).num_args(1..).action(ArgAction::Append).help("The files"),
                Arg::new("as")
                    .long("as")
                    .value_name("FORM")
                    .value_parser(PossibleValuesParser::new(forms))
                    .help("Their form; told by endings and contents without it"),
                path("mapping")
                    .long("mapping")
                    .action(ArgAction::Append)
                    .help("What their words and columns mean: one for all, or one for each file"),
                Arg::new("source").long("source").value_name("ID").help("The source to cite where a record names none"),
                path("into")
                    .long("into")
                    .help("The file of the graph for what is new; one named like the first file without it"),
                path("decisions")
                    .long("decisions")
                    .help("Who is who: answers are read from this file, and open questions written to it"),
                path("report")
                    .long("report")
                    .help("Write all that is told to this file; as JSON where it ends in .json"),
                Arg::new("yes").long("yes").action(ArgAction::SetTrue).help("Take the proposed mapping as it is"),
                Arg::new("format")
                    .long("format")
                    .value_name("FORMAT")
                    .value_parser(["human", "json"])
                    .default_value("human")
                    .help("How to tell what became of everything"),
            ])
            .args(desk::arguments())
    },
    examples: &[
        ("list --only backs -o backs.csv", "a table, as another program could have written it"),
        ("import backs.csv --yes --dry-run", "what would become of its rows, by the mapping that is proposed"),
    ],
    run,
};

fn path(name: &'static str) -> Arg {
    Arg::new(name).value_name("FILE").value_hint(ValueHint::FilePath).value_parser(clap::value_parser!(PathBuf))
}

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let desk = Desk::open(matches)?;
    let caught = match foreign::catch(&desk, matches)? {
        Caught::All(caught) => caught,
        Caught::Proposed(mapping) => return foreign::proposed(&mapping),
        Caught::Faulty => return Ok(Exit::Usage),
    };
    let path = matches.get_one::<PathBuf>("decisions");
    let Some(decisions) = path.map_or_else(|| Ok(Some(Decisions::default())), |path| foreign::decisions(path))? else {
        return Ok(Exit::Usage);
    };
    let into = into(&desk, matches)?;
    let named = matches.get_one::<String>("source").map(|id| Node::text(id));
    let source = named.as_ref().or(caught.source.as_ref());
    let landing = Landing { model: desk.model(), files: &desk.files, into: &into, source, decisions: &decisions };
    let landed = progress::during("importing", || land(caught.files, &landing)).map_err(|why| failure(None, why))?;
    if refused(&desk, &landed) {
        return Ok(Exit::NotHeld);
    }
    tell::all(&landed, &caught.forms, matches)?;
    ask(path, decisions, &landed)?;
    write(&landed.changes, matches)
}

/// Why a foreign file cannot be read, or nothing of it come to lie in the graph.
fn failure(path: Option<&str>, Trouble { headline, at, help }: Trouble) -> Failure {
    let place: Vec<String> = path.map(ToOwned::to_owned).into_iter().chain(at.map(|at| at.to_string())).collect();
    let place = if place.is_empty() { String::new() } else { format!("{}: ", place.join(", ")) };
    Failure::Usage(format!("{place}{headline}"), help)
}

/// The file of the graph for what is new.
fn into(desk: &Desk, matches: &ArgMatches) -> Result<String, Failure> {
    let root = desk::folder_of(&desk.roots);
    let named = matches.get_one::<PathBuf>("into");
    let first = matches.get_many::<PathBuf>("FILE").into_iter().flatten().next();
    let stem = first.and_then(|path| path.file_stem()).map(|stem| slug(&stem.to_string_lossy())).unwrap_or_default();
    let stem = if stem.is_empty() { "imported".to_owned() } else { stem };
    let path = match named {
        Some(path) => path.clone(),
        None if root.is_dir() => root.join(format!("{stem}.json")),
        None => root.clone(),
    };
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let known =
        desk.files.iter().find(|file| real(Path::new(file.path())).is_some_and(|file| Some(file) == real(&path)));
    if let Some(known) = known {
        return Ok(known.path().to_owned());
    }
    let shown = folder::shown(&path);
    let shown = shown.strip_prefix("./").unwrap_or(&shown).to_owned();
    let is_inside =
        root.is_dir() && path.parent().and_then(real).zip(real(&root)).is_some_and(|(a, b)| a.starts_with(b));
    if !is_inside || !folder::is_read_within(Path::new(path.file_name().unwrap_or_default())) {
        let help = format!("name a file like {}/{stem}.json", folder::shown(&root));
        return Err(Failure::Usage(format!("{shown} is no file of the graph"), vec![help]));
    }
    Ok(shown)
}

/// Tells, at the foreign items, what would be wrong with the result; tells whether anything is.
fn refused(desk: &Desk, landed: &Landed) -> bool {
    let after = desk::applied(&desk.files, &landed.changes);
    let loaded = progress::during("checking", || load(&after));
    let new = desk::new_problems(&desk.diagnostics, loaded.diagnostics);
    let errors: Vec<Diagnostic> = new.into_iter().filter(|one| one.severity == Severity::Error).collect();
    for error in errors.iter().take(crate::diagnostic::DRAWN) {
        let file = after.get(error.span.file as usize);
        let origin = file.and_then(|file| landed.origin(file, error.span));
        let place = origin.map(|(file, at)| format!("{}, {at}", visible(&landed.report.accounts[file].path)));
        let place = place.unwrap_or_else(|| visible(file.map_or("", File::path)).into());
        output::say(&format!("{place}: error[{}]: {}", error.rule, error.headline()));
        error.helps().for_each(|help| output::say(&format!("  help: {help}")));
    }
    if errors.len() > crate::diagnostic::DRAWN {
        output::say(&format!("… and {} more", errors.len() - crate::diagnostic::DRAWN));
    }
    if !errors.is_empty() {
        output::say("nothing was written");
    }
    !errors.is_empty()
}

/// Writes the names that a person has to look at behind those that were decided.
fn ask(path: Option<&PathBuf>, mut decisions: Decisions, landed: &Landed) -> Result<(), Failure> {
    let Some(path) = path else { return Ok(()) };
    let before = decisions.clone();
    decisions.ask(&landed.report.reviews);
    if decisions == before {
        return Ok(());
    }
    output::replace(path, decisions.write().as_bytes())?;
    output::say(&format!(
        "wrote {}: answer there under `is` who is who, and import again",
        visible(&path.to_string_lossy())
    ));
    Ok(())
}

fn write(changes: &[Rewritten], matches: &ArgMatches) -> Result<Exit, Failure> {
    if changes.is_empty() || matches.get_flag("dry-run") {
        output::say(if changes.is_empty() { "nothing changes" } else { "nothing was written" });
        return Ok(Exit::Done);
    }
    store::write(&desk::line(), changes)?;
    for change in changes {
        output::say(&format!("wrote {}", visible(&change.path)));
    }
    Ok(Exit::Done)
}
