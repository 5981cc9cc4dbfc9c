//! The options of a picture: what it is to be, and who lays it out.

use super::failure::Failure;
use super::graphviz;
use crate::answer::Answer;
use crate::question::Trouble;
use crate::render::Extent;
use crate::render::Grouping;
use crate::render::Highlight;
use crate::render::Layout;
use crate::render::Page;
use crate::render::Picture;
use crate::render::Theme;
use crate::text::fold;
use clap::Arg;
use clap::ArgAction;
use clap::ArgMatches;
use clap::builder::PossibleValuesParser;

/// The word of `--highlight` for the first route.
const BEST: &str = "best";

/// The options, under a heading of their own.
pub(super) fn arguments() -> Vec<Arg> {
    let option = |name: &'static str, value: &'static str, help: &'static str| flag(name, help).value_name(value);
    let page = "Its size: a 16:9 slide, A4, or as large as its contents";
    let groups = "Which actors stand in one box: auto (as memberships and sponsors say), none, or those of one kind";
    vec![
        option("title", "TEXT", "Its title; the question in words without it"),
        option("subtitle", "TEXT", "A line under the title"),
        option("banner", "TEXT", "What its banner says; the level of handling without it"),
        option("theme", "THEME", "Its colours").value_parser(words(Theme::ALL)),
        option("page", "SIZE", page).value_parser(words(Page::ALL)),
        option("groups", "HOW", groups).value_parser(words(Grouping::ALL)),
        option(
            "highlight",
            "ACTOR,…",
            "Actors that keep their colours while the rest fades; `best` for the first route",
        )
        .value_delimiter(',')
        .action(ArgAction::Append),
        flag("outline-text", "Draw the text of an SVG as outlines, which need no font").action(ArgAction::SetTrue),
        option("scale", "TIMES", "How large a PNG is: 2 without it, twice the picture's size in pixels")
            .value_parser(clap::value_parser!(u8).range(1..=8)),
        flag("full", "Draw all, not only what a slide can carry").action(ArgAction::SetTrue),
        option("layout", "ENGINE", "Who lays it out: the program itself, or Graphviz from the PATH")
            .value_parser(["builtin", "graphviz"]),
    ]
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).help_heading("Picture")
}

fn words<T>(all: &[(&'static str, T)]) -> PossibleValuesParser {
    PossibleValuesParser::new(all.iter().map(|(word, _)| *word))
}

/// What is to stand out: `best`, or the ids of actors of the answer, which may be named by their
/// names.
pub(super) fn stands_out(answer: &Answer, matches: &ArgMatches) -> Result<Vec<String>, Failure> {
    let words: Vec<&String> = matches.get_many("highlight").into_iter().flatten().collect();
    if let [word] = words[..]
        && word == BEST
    {
        return Ok(vec![word.clone()]);
    }
    let actors: Vec<(&str, String)> =
        answer.actors.values().map(|card| (&*card.actor.id, fold(&card.actor.name))).collect();
    let find = |word: &String| {
        let by_id = actors.iter().find(|(id, _)| *id == word.as_str());
        let found = by_id.or_else(|| actors.iter().find(|(_, name)| *name == fold(word)));
        let known = actors.iter().map(|(id, _)| *id);
        found.map(|(id, _)| (*id).to_owned()).ok_or_else(|| Trouble::unknown("actor of this answer", word, known))
    };
    words.into_iter().map(find).collect::<Result<_, _>>().map_err(Failure::from)
}

/// What the options wish of a picture, and where they are silent, what is wished already.
pub(super) fn picture<'a>(matches: &'a ArgMatches, stands_out: &'a [String], wished: Picture<'a>) -> Picture<'a> {
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    Picture {
        page: text("page").and_then(Page::from_word).unwrap_or(wished.page),
        theme: text("theme").and_then(Theme::from_word).unwrap_or(wished.theme),
        extent: if matches.get_flag("full") { Extent::Full } else { wished.extent },
        banner: text("banner").or(wished.banner),
        subtitle: text("subtitle").or(wished.subtitle),
        groups: text("groups").and_then(Grouping::from_word).unwrap_or(wished.groups),
        highlight: match stands_out {
            [] => wished.highlight,
            [only] if only == BEST => Highlight::Best,
            actors => Highlight::Actors(actors),
        },
    }
}

/// Who lays out pictures: the program itself, the same on every machine, unless told otherwise.
pub(super) fn layout(matches: &ArgMatches) -> Result<Layout<'static>, Failure> {
    match matches.get_one::<String>("layout").map(String::as_str) {
        Some("graphviz") if !graphviz::is_installed() => Err(Failure::Environment(
            "Graphviz is not on the PATH".into(),
            vec!["install it, or leave out --layout: the program lays out pictures itself".into()],
        )),
        Some("graphviz") => Ok(Layout::Graphviz(&graphviz::layout)),
        _ => Ok(Layout::BuiltIn),
    }
}
