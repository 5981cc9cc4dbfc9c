//! `init`: a small graph to begin with, and a repository that knows of one.

mod git;

use super::Command;
use crate::cli::example;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::edit::schema;
use crate::load::load;
use crate::text::visible;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;
use clap::ValueHint;
use std::path::Path;
use std::path::PathBuf;

pub(super) const COMMAND: Command = Command {
    name: "init",
    summary: "Make a small graph to begin with",
    arguments: |command| {
        command
            .long_about(
                "Make a small graph to begin with, in a new or empty folder: DIR/graph with two actors, a relation \
                 with its source, and a view; DIR/queries with a saved question, a schema for editors, and a page that says how to \
                 go on. With --example the example graph inside the program is written instead.\n\nWith --git the \
                 repository of a graph that is there learns of it: .gitattributes lets git merge its files record by \
                 record, a hook and a workflow of GitHub run `actant check`. Files that are there are not overwritten, \
                 and what git has to be told is shown, and only told with --configure.",
            )
            .arg(
                Arg::new("DIR")
                    .required_unless_present("git")
                    .value_hint(ValueHint::DirPath)
                    .value_parser(clap::value_parser!(PathBuf))
                    .help("The folder to make; with --git the folder in which `graph` lies"),
            )
            .args(of_git())
    },
    examples: &[
        ("init my-graph", "a small correct graph"),
        ("init copy --example", "a copy of the example to play with"),
        ("init --git --configure", "git merges and checks the graph here record by record"),
    ],
    run,
};

/// The options that concern git.
fn of_git() -> [Arg; 3] {
    let heading = "Git";
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help_heading(heading);
    [
        flag("git").help("Let git merge and check the graph that is there"),
        flag("configure").requires("git").help("Also tell git, in the configuration of this repository"),
        Arg::new("hooks")
            .long("hooks")
            .value_name("DIR")
            .requires("git")
            .help("The folder of the hook: .githooks, which is shared, or .git/hooks")
            .help_heading(heading),
    ]
}

/// Every file of a new graph: path and text.
const FILES: &[(&str, &str)] = &[
    ("graph/graph.json", include_str!("init/graph.json")),
    ("queries/route.question", include_str!("init/route.question")),
    ("README.md", include_str!("init/README.md")),
    (".gitattributes", "*.json text eol=lf\n*.jsonl text eol=lf\n"),
    (".gitignore", "graph.ids.schema.json\n"),
];

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    if matches.get_flag("git") {
        return git::run(matches);
    }
    let folder = matches.get_one::<PathBuf>("DIR").expect("clap requires a folder");
    let shown = visible(&folder.to_string_lossy()).into_owned();
    // a repository that was just made is empty, too
    let is_git = |entry: &std::fs::DirEntry| entry.file_name() == ".git";
    let occupied = std::fs::read_dir(folder)
        .is_ok_and(|mut entries| entries.any(|entry| !entry.is_ok_and(|entry| is_git(&entry))));
    if occupied {
        return Err(Failure::Usage(
            format!("{shown} is not empty"),
            vec!["name a new folder: nothing is overwritten".into()],
        ));
    }
    let schema = schema(load(&[]).model.vocabulary(), None);
    let mut files: Vec<(String, &str)> = FILES.iter().map(|(path, text)| ((*path).to_owned(), *text)).collect();
    if matches.get_flag("example") {
        files.retain(|(path, _)| path.starts_with('.'));
        for name in ["graph", "queries"] {
            files.extend(example::folder(name).map(|(path, text)| (format!("{name}/{path}"), text)));
        }
    }
    files.push(("docs/graph.schema.json".into(), &schema));
    for (path, text) in files {
        write(&folder.join(path), text)?;
    }
    output::say(&format!("made {shown}: try `cd {shown} && actant`"));
    Ok(Exit::Done)
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|error| Failure::io(format_args!("cannot make {}", visible(&folder.to_string_lossy())), &error))?;
    }
    output::replace(path, text.as_bytes())
}
