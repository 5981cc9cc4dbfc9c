//! Every line of every table is whole: its page, its help, its examples.

use crate::page;
use crate::page::Part;
use crate::page::Room;
use crate::shipped;
use crate::tree;
use actant::load::RULES;
use actant::load::Rule;
use actant::question::CARDS;
use actant::question::Question;
use actant::record::keys;
use actant::render;
use actant::render::FORMATS;
use std::collections::BTreeSet;

/// Rules that no page can fire, and why.
const UNFIRED: &[(&str, &str)] = &[("too-long", "takes a file of four GiB")];

#[test]
fn no_name_stands_twice() {
    let verbs = CARDS.iter().flat_map(|card| std::iter::once(card.verb).chain(card.alias));
    distinct("verbs", verbs);
    distinct("formats", FORMATS.iter().map(|format| format.name));
    distinct("endings", FORMATS.iter().map(|format| format.ending));
    distinct("rules", RULES.iter().map(|rule| rule.name));
    for card in CARDS {
        distinct(card.verb, card.flags().map(|flag| flag.name));
    }
}

#[test]
fn every_summary_is_one_line_without_a_full_stop() {
    let cards = CARDS.iter().map(|card| (card.verb, card.summary));
    let formats = FORMATS.iter().map(|format| (format.name, format.summary));
    let rules = RULES.iter().map(|rule| (rule.name, rule.summary));
    for (name, summary) in cards.chain(formats).chain(rules) {
        assert!(!summary.is_empty() && !summary.contains('\n') && !summary.ends_with('.'), "{name}: {summary:?}");
    }
}

#[test]
fn every_example_of_a_question_finds_something_in_the_shipped_graph() {
    let mut faults = Vec::new();
    for card in CARDS {
        assert!(!card.examples.is_empty(), "{} has no example", card.verb);
        for (line, _) in card.examples {
            faults.extend(ask(card.verb, line).err().map(|why| format!("{line}: {why}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_answer_can_be_written_in_every_form() {
    let surroundings = render::Surroundings { scale: 1, ..render::Surroundings::default() };
    for card in CARDS {
        let answer = ask(card.verb, card.examples[0].0).unwrap();
        for format in FORMATS {
            let written = (format.write)(&answer, &surroundings)
                .unwrap_or_else(|why| panic!("{} of {}: {why}", format.name, card.verb));
            assert!(!written.is_empty(), "{} of {} is empty", format.name, card.verb);
            assert_eq!(Ok(written), (format.write)(&answer, &surroundings), "{} of {} differs", format.name, card.verb);
        }
    }
}

#[test]
fn every_format_is_found_by_its_name_and_its_ending() {
    for format in FORMATS {
        assert_eq!(render::by_name(format.name).map(|found| found.name), Some(format.name));
        let file = format!("x.{}", format.ending.to_uppercase());
        assert_eq!(render::by_file_name(&file).map(|found| found.name), Some(format.name));
        assert!(format.media_type.contains('/'), "{}: {}", format.name, format.media_type);
    }
}

#[test]
fn a_view_may_say_what_can_be_drawn_and_nothing_else() {
    fn words<T>(all: &[(&'static str, T)]) -> Vec<&'static str> {
        all.iter().map(|(word, _)| *word).collect()
    }
    assert_eq!(keys::PAGES, words(render::Page::ALL));
    assert_eq!(keys::THEMES, words(render::Theme::ALL));
    assert_eq!(keys::GROUPINGS, words(render::Grouping::ALL));
}

#[test]
fn every_rule_has_a_page_that_fires_it() {
    let pages: BTreeSet<String> = tree::files("docs/rules", ".md").into_iter().collect();
    let wanted: BTreeSet<String> = RULES.iter().map(|rule| format!("docs/rules/{}.md", rule.name)).collect();
    assert_eq!(pages, wanted, "rules and pages differ");
    let silent = |rule: &&Rule| {
        if UNFIRED.iter().any(|(name, _)| *name == rule.name) {
            return false;
        }
        let consoles = page::parse(rule.page).unwrap().into_iter().filter(|part| matches!(part, Part::Console { .. }));
        let printed = page::print(&consoles.collect::<Vec<_>>());
        !printed.contains(&format!("[{}]", rule.name))
    };
    let silent: Vec<&str> = RULES.iter().filter(silent).map(|rule| rule.name).collect();
    assert!(silent.is_empty(), "the pages of these rules do not fire them: {silent:?}");
}

/// What the examples of commands find besides the shipped graph.
const PREPARED: [&str; 3] = [
    "mkdir -p docs ~/.config/fish/completions",
    "git init -q . && git add . && git -c user.name=a -c user.email=a@example.org commit -qm graph",
    "for side in base ours theirs; do cp graph/views.json $side.json; done",
];

#[test]
fn every_command_has_help_with_examples_that_run() {
    let help = run(vec!["actant --help".into()]).remove(0).1;
    let listed = help.split("\nCommands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    let words = listed.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names: BTreeSet<&str> = words.filter(|name| !matches!(*name, "" | "help")).collect();
    assert!(CARDS.iter().all(|card| names.contains(card.verb)), "{names:?} lack a question");
    let mut faults = Vec::new();
    for (command, help) in run(names.iter().map(|name| format!("actant {name} --help")).collect()) {
        let examples: Vec<String> =
            help.lines().filter_map(example).map(|line| format!("EDITOR=true {line}")).collect();
        assert!(!examples.is_empty(), "{command} shows no example");
        let prepare = PREPARED.map(str::to_owned).into_iter();
        faults.extend(failures(run(prepare.chain(examples).collect())));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_saved_question_finds_something() {
    let names = tree::files("queries", ".question")
        .into_iter()
        .map(|path| path.replace("queries/", "").replace(".question", ""));
    let commands: Vec<String> = names.map(|name| format!("actant ask {name} --fail-empty")).collect();
    assert!(!commands.is_empty());
    let faults = failures(run(commands));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What a line of help tries: `actant find nuclear` of `  actant find nuclear  # whatever …`.
fn example(line: &str) -> Option<String> {
    let line = line.strip_prefix("  ").filter(|line| line.starts_with("actant "))?;
    Some(line.split("  #").next().unwrap_or(line).trim_end().to_owned())
}

/// Runs commands in one room with the shipped graph: each with what it prints.
fn run(commands: Vec<String>) -> Vec<(String, String)> {
    let room = Room::shipped();
    let output = |command: String| {
        let printed = room.output(&command).unwrap();
        (command, printed)
    };
    commands.into_iter().map(output).collect()
}

/// The commands that did not end with 0, and what they print.
fn failures(runs: Vec<(String, String)>) -> Vec<String> {
    let failed =
        runs.into_iter().filter(|(_, printed)| printed.lines().last().is_some_and(|line| line.starts_with("[exit ")));
    failed.map(|(command, printed)| format!("$ {command}\n{printed}")).collect()
}

fn ask(verb: &str, line: &str) -> Result<actant::answer::Answer, String> {
    let question = Question::parse(line).map_err(|why| format!("{why:?}"))?;
    if question.card.verb != verb {
        return Err(format!("reads as {question}"));
    }
    let answer = question.run(shipped::graph(), &|| false).map_err(|why| format!("{why:?}"))?;
    if answer.rows.is_empty() { Err("finds nothing".into()) } else { Ok(answer) }
}

fn distinct<'a>(what: &str, names: impl Iterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(seen.insert(name), "{name} stands twice in {what}");
    }
}
