//! Every line of every table is whole: its page, its help, its examples.

use crate::page;
use crate::page::Part;
use crate::page::Step;
use crate::shipped;
use crate::tree;
use actant::load::RULES;
use actant::load::Rule;
use actant::question::CARDS;
use actant::question::Question;
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
    let surroundings = render::Surroundings::default();
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
        assert_eq!(render::by_ending(&format.ending.to_uppercase()).map(|found| found.name), Some(format.name));
        assert!(format.media_type.contains('/'), "{}: {}", format.name, format.media_type);
    }
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

#[test]
fn every_command_has_help_with_examples_that_run() {
    let help = run(&["actant --help".into()]);
    let listed = help[0].output.split("\nCommands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    let names = listed
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next().filter(|_| !line.starts_with("   ")));
    let names: BTreeSet<&str> = names.filter(|name| *name != "help").collect();
    assert!(CARDS.iter().all(|card| names.contains(card.verb)), "{names:?} lack a question");
    let helps = run(&names.iter().map(|name| format!("actant {name} --help")).collect::<Vec<_>>());
    let mut faults = Vec::new();
    for help in &helps {
        // What an example prints is left aside: `explain` prints a page, which no page can hold.
        let quiet = |line: &str| example(line).map(|example| format!("{example} > shown"));
        let examples: Vec<String> = help.output.lines().filter_map(quiet).collect();
        assert!(!examples.is_empty(), "{}has no example", help.command);
        let prepare = "mkdir -p docs ~/.config/fish/completions".to_owned();
        let steps = run(&std::iter::once(prepare).chain(examples).collect::<Vec<_>>());
        faults.extend(
            steps.into_iter().filter(|step| step.output.contains("[exit ")).map(|step| step.command + &step.output),
        );
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_saved_question_finds_something() {
    let names: Vec<String> = tree::files("queries", ".question")
        .iter()
        .map(|path| path.replace("queries/", "").replace(".question", ""))
        .collect();
    assert!(!names.is_empty());
    let steps = run(&names.iter().map(|name| format!("actant ask {name} --fail-empty")).collect::<Vec<_>>());
    let faults: Vec<String> = steps
        .into_iter()
        .filter(|step| step.output.contains("[exit "))
        .map(|step| step.command + &step.output)
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What a line of help tries: `actant find nuclear` of `  actant find nuclear  # whatever …`.
fn example(line: &str) -> Option<String> {
    let line = line.strip_prefix("  ").filter(|line| line.starts_with("actant "))?;
    Some(line.split("  #").next().unwrap_or(line).trim_end().to_owned())
}

/// Runs commands on the shipped graph.
fn run(commands: &[String]) -> Vec<Step> {
    let lines: String = commands.iter().map(|command| format!("$ {command}\n")).collect();
    let ran = page::run(&format!("{}\n```console\n{lines}```\n", page::SHIPPED)).unwrap();
    let console = |part| if let Part::Console { steps, .. } = part { Some(steps) } else { None };
    page::parse(&ran).unwrap().into_iter().filter_map(console).flatten().collect()
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
