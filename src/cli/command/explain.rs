//! `explain`: what a rule means, and what the words of a graph do.

mod words;

use super::Command;
use crate::cli::complete;
use crate::cli::failure::Exit;
use crate::cli::failure::Failure;
use crate::cli::folder;
use crate::cli::output;
use crate::cli::state;
use crate::load::RULES;
use crate::load::load;
use crate::model::Model;
use crate::question::Trouble;
use clap::Arg;
use clap::ArgMatches;
use std::fmt::Write as _;

pub(super) const COMMAND: Command = Command {
    name: "explain",
    summary: "Explain a rule, a kind, a type, or the keys of a record",
    arguments: |command| {
        let names = |model: &Model| known(model).into_iter().map(|word| (word, String::new())).collect();
        command
            .long_about(
                "Explain a word: a rule that `check` names, a kind of actor, a type of relation, or a sort of record, \
                 of which the keys are told. `kinds` and `types` list those of the graph here, or of the program \
                 where there is none. Without a word, all rules are listed.",
            )
            .arg(complete::named(
                Arg::new("WORD")
                    .help("A rule, a kind, a type, a sort of record, `kinds` or `types`; without it, all rules"),
                names,
            ))
    },
    examples: &[
        ("explain", "all rules"),
        ("explain dangling-reference", "one rule, with an example and its repair"),
        ("explain types", "all types of relation"),
        ("explain supplies", "what it may join, what a full record states, and a record to fill in"),
        ("explain citation", "the keys of a citation"),
    ],
    run,
};

fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let Some(word) = matches.get_one::<String>("WORD") else { return output::done(&rules()) };
    if let Some(rule) = RULES.iter().find(|rule| rule.name == word) {
        return output::done(rule.page);
    }
    let model = model(matches)?;
    let found = words::explained(word, &model);
    if found.is_empty() {
        let all = known(&model);
        let trouble = Trouble::unknown("rule, kind, type or sort of record", word, all.iter().map(String::as_str));
        return Err(trouble.into());
    }
    output::done(&found.join("\n"))
}

/// The graph here; where there is none and none is named, the program's own words.
fn model(matches: &ArgMatches) -> Result<Model, Failure> {
    let files = match folder::roots(matches) {
        Err(_) if matches.get_many::<std::path::PathBuf>("graph").is_none() => Vec::new(),
        roots => state::as_it_lies(&roots?)?,
    };
    Ok(load(&files).model)
}

/// Everything that can be explained.
fn known(model: &Model) -> Vec<String> {
    let vocabulary = model.vocabulary();
    let (kinds, types) = (vocabulary.kinds.iter().map(|kind| &*kind.id), vocabulary.types.iter().map(|one| &*one.id));
    let records = words::records().map(|record| record.name);
    let all = RULES.iter().map(|rule| rule.name).chain(words::LISTS).chain(kinds).chain(types).chain(records);
    all.map(str::to_owned).collect()
}

fn rules() -> String {
    let mut text = String::new();
    for rule in RULES {
        let _ = writeln!(text, "{:24} {:8} {}", rule.name, rule.severity.word(), rule.summary);
    }
    text
}
