//! `init --git`: a repository whose git merges and checks a graph record by record.
//!
//! What is there stays: lines are added to `.gitattributes`, other files are only made where there
//! are none. Of git's configuration nothing is touched unless that is asked for.

use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::folder::Root;
use crate::cli::git;
use crate::cli::output;
use crate::text::visible;
use clap::ArgMatches;
use std::path::Path;
use std::path::PathBuf;

const HOOK: &str = include_str!("pre-commit");
const WORKFLOW: &str = include_str!("actant.yml");

/// Where the workflow lies.
const WORKFLOW_PATH: &str = ".github/workflows/actant.yml";

/// What git is told, and needs to be told in every clone: it takes no program from a repository.
///
/// Where branches have merged each other, git merges their common states into a base first: without
/// the last line it would put conflicts into it that nobody has seen.
const SETTINGS: [(&str, &str); 3] = [
    ("merge.actant.name", "merge a graph record by record"),
    ("merge.actant.driver", "actant merge --driver %O %A %B %P"),
    ("merge.actant.recursive", "binary"),
];

/// A repository, and where its graph lies in it.
struct Place {
    top: PathBuf,
    graph: String,
}

pub(super) fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let place = place(matches)?;
    attributes(&place)?;
    let settings = hook(&place, matches)?;
    let workflow = WORKFLOW.replace("GRAPH", &place.graph).replace("VERSION", env!("CARGO_PKG_VERSION"));
    make(&place.top, WORKFLOW_PATH, &workflow)?;
    if matches.get_flag("configure") {
        configure(&place, &settings)?
    } else {
        offer(&settings)
    }
    Ok(Exit::Done)
}

/// Finds the repository that holds the graph.
fn place(matches: &ArgMatches) -> Result<Place, Failure> {
    let graph = match matches.get_one::<PathBuf>("DIR") {
        Some(folder) => folder.join("graph"),
        None => match folder::roots(matches)?.into_iter().next() {
            Some(Root::Path(path)) => path,
            _ => return Err(Failure::Usage("the example inside the program lies in no repository".into(), Vec::new())),
        },
    };
    let shown = visible(&graph.to_string_lossy()).into_owned();
    let inside = if graph.is_dir() { &graph } else { graph.parent().unwrap_or(&graph) };
    let top = PathBuf::from(git::line(inside, &["rev-parse", "--show-toplevel"]).map_err(|_| {
        let help = vec!["`git init` makes one".into()];
        Failure::Usage(format!("{shown} lies in no git repository"), help)
    })?);
    let real = |path: &Path| {
        std::fs::canonicalize(path).map_err(|error| Failure::io(format_args!("cannot read {shown}"), &error))
    };
    let graph = real(&graph)?;
    let graph = graph.strip_prefix(real(&top)?).unwrap_or(&graph).to_string_lossy().replace('\\', "/");
    if graph.chars().any(|c| c.is_whitespace() || matches!(c, '\'' | '"' | '[' | ']' | '*' | '?' | '!' | '#')) {
        let help = vec!["give the folder of the graph a name without spaces, quotes and wildcards".into()];
        return Err(Failure::Usage(format!("git's attributes cannot name {}", visible(&graph)), help));
    }
    Ok(Place { top, graph })
}

/// Adds the lines that are not there yet.
fn attributes(place: &Place) -> Result<(), Failure> {
    let path = place.top.join(".gitattributes");
    let patterns = match (place.graph.as_str(), place.top.join(&place.graph).is_dir()) {
        ("", _) => vec!["/**/*.json".to_owned(), "/**/*.jsonl".to_owned()],
        (graph, true) => vec![format!("/{graph}/**/*.json"), format!("/{graph}/**/*.jsonl")],
        (graph, false) => vec![format!("/{graph}")],
    };
    let before = read(&path)?.unwrap_or_default();
    let lines = patterns.iter().map(|pattern| format!("{pattern} merge=actant"));
    let new: Vec<String> = lines.filter(|line| !before.lines().any(|there| there.trim() == line)).collect();
    if new.is_empty() {
        output::say("kept .gitattributes, which has the lines");
        return Ok(());
    }
    let end = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    let text = format!("{before}{end}{}\n", new.join("\n"));
    output::replace(&path, text.as_bytes())?;
    output::say(&format!("added to .gitattributes: {}", new.join(", ")));
    Ok(())
}

/// Makes the hook, and says what git must be told for it to be run.
fn hook(place: &Place, matches: &ArgMatches) -> Result<Vec<(String, String)>, Failure> {
    let text = HOOK.replace("GRAPH", if place.graph.is_empty() { "." } else { &place.graph });
    let folder = matches.get_one::<String>("hooks").map_or(".githooks", String::as_str);
    let is_gits_own = folder == ".git/hooks";
    let path = if is_gits_own {
        git::line(&place.top, &["rev-parse", "--git-path", "hooks/pre-commit"])?
    } else {
        format!("{folder}/pre-commit")
    };
    make(&place.top, &path, &text)?;
    #[cfg(unix)]
    if read(&place.top.join(&path))?.is_some_and(|there| there == text) {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        let made = std::fs::set_permissions(place.top.join(&path), mode);
        made.map_err(|error| Failure::io(format_args!("cannot make {path} executable"), &error))?;
    }
    let mut settings: Vec<(String, String)> = SETTINGS.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    settings.extend((!is_gits_own).then(|| ("core.hooksPath".to_owned(), folder.to_owned())));
    Ok(settings)
}

/// Makes a file where there is none; one that says something else stays, and that is said.
fn make(top: &Path, path: &str, text: &str) -> Result<(), Failure> {
    let shown = visible(path);
    match read(&top.join(path))? {
        None => {
            super::write(&top.join(path), text)?;
            output::say(&format!("made {shown}"));
        }
        Some(there) if there == text => output::say(&format!("kept {shown}, which says this")),
        Some(_) => output::say(&format!("warning: kept {shown}, which says something else; it would say:\n{text}")),
    }
    Ok(())
}

fn read(path: &Path) -> Result<Option<String>, Failure> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::io(format_args!("cannot read {}", visible(&path.to_string_lossy())), &error)),
    }
}

/// Tells git; what it has been told before stays.
fn configure(place: &Place, settings: &[(String, String)]) -> Result<(), Failure> {
    for (key, value) in settings {
        let there = git::line(&place.top, &["config", "--get", key]).ok();
        match there {
            Some(there) if there == *value => output::say(&format!("kept {key} = {value}")),
            Some(there) => output::say(&format!("warning: kept {key} = {}, not {value}", visible(&there))),
            None => {
                git::line(&place.top, &["config", "--local", key, value])?;
                output::say(&format!("set {key} = {value}"));
            }
        }
    }
    Ok(())
}

/// Says what git has to be told.
fn offer(settings: &[(String, String)]) {
    output::say("git needs to be told, once in every clone (or run this again with --configure):");
    for (key, value) in settings {
        let value = if value.contains(' ') { format!("\"{value}\"") } else { value.clone() };
        output::say(&format!("  git config {key} {value}"));
    }
}
