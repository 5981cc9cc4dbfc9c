//! Shell completion: verbs, options, and the names that the graph here holds.

use super::arguments;
use super::folder;
use crate::load::load;
use crate::model::Model;
use crate::model::Phase;
use crate::model::Status;
use crate::model::View;
use crate::question::Takes;
use clap::Arg;
use clap_complete::engine::ArgValueCompleter;
use clap_complete::engine::CompletionCandidate;
use clap_complete::env::CompleteEnv;
use std::ffi::OsStr;

/// Answers the shell where it asks for completions, and ends; else does nothing.
pub(super) fn answer_shell() {
    CompleteEnv::with_factory(arguments::program).complete();
}

/// Adds to an argument what completes it.
pub(super) fn values(arg: Arg, takes: Takes) -> Arg {
    let names: fn(&Model) -> Vec<(String, String)> = match takes {
        Takes::Actor => actors,
        Takes::Anything => |model| [actors(model), sources(model)].concat(),
        Takes::Sources => sources,
        Takes::Types => {
            |model| model.vocabulary().types.iter().map(|t| (t.id.to_string(), t.phrase.to_string())).collect()
        }
        Takes::Kinds => {
            |model| model.vocabulary().kinds.iter().map(|k| (k.id.to_string(), k.label.to_string())).collect()
        }
        Takes::Statuses => |_| Status::ALL.iter().map(|status| (status.to_string(), String::new())).collect(),
        Takes::Phases => |_| Phase::ALL.iter().map(|phase| (phase.to_string(), String::new())).collect(),
        Takes::Handling => {
            |model| model.vocabulary().handling.iter().map(|level| (level.to_string(), String::new())).collect()
        }
        Takes::Reasons => |_| {
            let known = crate::graph::Reason::ALL.iter().filter(|reason| reason.can_be_included());
            known.map(|reason| (reason.to_string(), String::new())).collect()
        },
        Takes::Nothing | Takes::Words | Takes::Number | Takes::Date | Takes::Window => return arg,
    };
    named(arg, names)
}

/// Adds to an argument what completes it: names, each with what it stands for.
pub(super) fn named(arg: Arg, names: fn(&Model) -> Vec<(String, String)>) -> Arg {
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| candidates(typed, names)))
}

fn actors(model: &Model) -> Vec<(String, String)> {
    model.actors().iter().map(|actor| (actor.id.to_string(), actor.name.to_string())).collect()
}

fn sources(model: &Model) -> Vec<(String, String)> {
    model.sources().iter().map(|source| (source.id.to_string(), source.title.to_string())).collect()
}

/// Completes the names of views.
pub(super) fn views(arg: Arg) -> Arg {
    let names = |model: &Model| {
        let title = |view: &View| view.title.as_ref().unwrap_or(&view.question).to_string();
        model.views().iter().map(|view| (view.id.to_string(), title(view))).collect()
    };
    named(arg, names)
}

/// Completes the names of saved questions.
pub(super) fn saved(arg: Arg) -> Arg {
    arg.add(ArgValueCompleter::new(|typed: &OsStr| {
        let typed = typed.to_string_lossy();
        let fits = saved_names().into_iter().filter(|name| name.starts_with(&*typed));
        fits.map(CompletionCandidate::new).collect::<Vec<_>>()
    }))
}

fn saved_names() -> Vec<String> {
    let roots =
        arguments::program().try_get_matches_from(["actant"]).ok().and_then(|matches| folder::roots(&matches).ok());
    let Some(roots) = roots else { return Vec::new() };
    let manifest = graph().map(|model| model.manifest().clone()).unwrap_or_default();
    super::saved::all(&roots, &manifest).map(|all| all.into_keys().collect()).unwrap_or_default()
}

/// Completes the last word of a list with commas.
fn candidates(typed: &OsStr, names: fn(&Model) -> Vec<(String, String)>) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let (before, last) = typed.rfind(',').map_or(("", &*typed), |at| typed.split_at(at + 1));
    // where there is no graph, there are the words of the program
    let model = graph().unwrap_or_else(|| load(&[]).model);
    let fits = names(&model).into_iter().filter(|(id, _)| id.starts_with(last));
    fits.map(|(id, help)| {
        let candidate = CompletionCandidate::new(format!("{before}{id}"));
        if help.is_empty() { candidate } else { candidate.help(Some(help.into())) }
    })
    .collect()
}

/// The graph here, as far as it can be read: a completion never complains.
fn graph() -> Option<Model> {
    let matches = arguments::program().try_get_matches_from(["actant"]).ok()?;
    let files = folder::read(&folder::roots(&matches).ok()?).ok()?;
    Some(load(&files).model)
}
