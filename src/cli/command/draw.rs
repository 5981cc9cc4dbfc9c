//! `draw`: the views of a graph, as pictures.

mod album;
mod gallery;
mod watch;

use super::Command;
use crate::cli::arguments;
use crate::cli::complete;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::folder::Root;
use crate::cli::output;
use crate::cli::terminal;
use crate::text::visible;
use album::Album;
use album::Places;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;
use clap::ValueHint;
use std::fmt::Write as _;
use std::path::PathBuf;

pub(super) const COMMAND: Command = Command {
    name: "draw",
    summary: "List the graph's views, or draw them",
    arguments: |command| {
        command
            .long_about(
                "List the graph's views, or draw them.\n\nA view is a question and how its answer is drawn, kept in \
                 the graph: the same view gives the same picture, byte for byte, while the answer is the same. `draw \
                 NAME` writes NAME.svg into this folder; `-o FILE` writes another file, in the form of its ending, and \
                 `--out DIR` into another folder. Options of the lens and of the picture go before what the view says.",
            )
            .args([complete::views(Arg::new("NAME").help("The view; without it, all are listed"))])
            .args(own())
            .args(arguments::output())
            .args(arguments::lens())
            .mut_arg("output", |arg| arg.conflicts_with_all(["all", "out", "check"]))
    },
    examples: &[
        ("draw", "what views there are"),
        ("draw russia-houthis", "writes russia-houthis.svg"),
        ("draw russia-houthis --theme dark -o dark.svg", "another theme, another file"),
        ("draw --all --out pictures", "every view, one file each"),
        ("draw --check pictures", "whether the pictures there still match the graph"),
    ],
    run,
};

/// The options that only drawing has.
fn own() -> Vec<Arg> {
    let heading = "Views";
    let folder = |name: &'static str| {
        let parser = clap::value_parser!(PathBuf);
        Arg::new(name).value_name("DIR").value_hint(ValueHint::DirPath).value_parser(parser).help_heading(heading)
    };
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help_heading(heading);
    vec![
        flag("all").conflicts_with("NAME").help("Draw every view"),
        folder("out").long("out").help("The folder to write into, under the names of the views; this one without it"),
        folder("check").long("check").conflicts_with_all(["NAME", "all", "out", "watch"]).help(
            "Write nothing: end with 1 where a picture in DIR no longer matches the graph, is missing or superfluous",
        ),
        flag("watch").conflicts_with("known-by").help("Draw anew whenever a file of the graph changes, until Ctrl-C"),
        Arg::new("view")
            .long("view")
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .value_parser(clap::value_parser!(PathBuf))
            .conflicts_with("known-by")
            .help("Take the views of this file, which need not belong to the graph")
            .help_heading(heading),
    ]
}

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    terminal::choose_colour(matches.get_one::<String>("color").map(String::as_str));
    let places = places(matches)?;
    if matches.get_flag("watch") {
        return watch::watch(&places, matches);
    }
    let album = Album::open(&places, matches)?;
    if let Some(folder) = matches.get_one::<PathBuf>("check") {
        return gallery::check(&album, folder, matches);
    }
    let chosen = album.chosen(matches)?;
    if chosen.is_empty() {
        return list(&album);
    }
    gallery::draw(&album, &chosen, matches)
}

/// Where the graph is, and the file whose views alone count, which may belong to the graph.
fn places(matches: &ArgMatches) -> Result<Places, Failure> {
    let graph = folder::roots(matches)?;
    let mut all = graph.clone();
    let Some(file) = matches.get_one::<PathBuf>("view") else { return Ok(Places { graph, all, only: None }) };
    let real = std::fs::canonicalize(file).ok();
    let is_it = |path: &PathBuf| real.is_some() && std::fs::canonicalize(path).ok() == real;
    let inside = folder::paths(&graph)?.into_iter().find(is_it);
    if inside.is_none() {
        all.push(Root::Path(file.clone()));
    }
    Ok(Places { graph, all, only: inside.or_else(|| Some(file.clone())) })
}

fn list(album: &Album) -> Result<Exit, Failure> {
    let mut text = String::new();
    for view in album.views() {
        let title = view.title.as_ref().unwrap_or(&view.question);
        let _ = writeln!(text, "{:24} {}", view.id, visible(title));
    }
    if text.is_empty() {
        text = "this graph holds no views: `docs/format.md` says how one is written\n".into();
    }
    output::print(text.as_bytes())?;
    Ok(album.exit())
}
