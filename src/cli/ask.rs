//! Running a question: read the graph, ask, write the answer.

use super::failure::Exit;
use super::failure::Failure;
use super::folder;
use super::folder::Root;
use super::interrupt;
use super::output;
use super::picture;
use super::progress;
use super::state;
use super::terminal;
use crate::answer::Answer;
use crate::diagnostic::Severity;
use crate::graph::Graph;
use crate::load::load;
use crate::question::Card;
use crate::question::Flag;
use crate::question::Question;
use crate::question::Takes;
use crate::render::Content;
use crate::render::Format;
use crate::render::Letters;
use crate::render::Losses;
use crate::render::Notice;
use crate::render::Picture;
use crate::render::Surroundings;
use crate::render::Text;
use crate::render::Trouble;
use crate::render::by_file_name;
use crate::render::by_name;
use crate::text::Colour;
use crate::text::count;
use clap::ArgMatches;
use clap::parser::ValueSource;
use std::cell::RefCell;
use std::path::Path;
use std::path::PathBuf;

/// Runs the question of a verb with its parsed arguments.
pub(super) fn run(verb: &str, matches: &ArgMatches) -> Result<Exit, Failure> {
    let question = question(verb, matches)?;
    answer(&question, None, &folder::roots(matches)?, matches)
}

/// Asks a question of a graph and writes the answer as the output options say, under its own title
/// or another.
pub(super) fn answer(
    question: &Question,
    title: Option<&String>,
    roots: &[Root],
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    terminal::choose_colour(matches.get_one::<String>("color").map(String::as_str));
    // A form that nobody knows, or that nobody can read, is told before the graph is read.
    let form = form(matches, table())?;
    if form.content == Content::Binary && !matches.contains_id("output") && terminal::is_terminal() {
        return Err(unprintable(form));
    }
    let read = || state::known(matches, roots).map(|(files, known_by)| (load(&files), known_by));
    let (loaded, known_by) = progress::during("reading the graph", read)?;
    let errors = loaded.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let ask = || question.run(&Graph::new(loaded.model), &interrupt::is_wanted);
    let asked = progress::during("looking for an answer", ask);
    let mut answer = asked.map_err(|trouble| state::trouble(trouble, known_by.as_deref(), (matches, roots)))?;
    answer.scope.known_by = known_by;
    deliver(answer, title, errors, matches)
}

/// Writes an answer as the output options say; `errors` is how many the graph has.
pub(super) fn deliver(
    mut answer: Answer,
    title: Option<&String>,
    errors: usize,
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    if interrupt::is_wanted() {
        return Ok(Exit::Interrupted);
    }
    if let Some(title) = matches.get_one("title").or(title) {
        title.clone_into(&mut answer.title);
    }
    write(&answer, form(matches, table())?, matches)?;
    if errors > 0 {
        output::say(&left_out(errors));
        return Ok(Exit::NotHeld);
    }
    Ok(exit(&answer, matches))
}

/// Words that some of the graph is left out, for it is in error.
pub(super) fn left_out(errors: usize) -> String {
    let (are, them) =
        if errors == 1 { ("1 error is", "it is") } else { (&*format!("{errors} errors are"), "they are") };
    format!("warning: {are} left out of this answer; `actant check` shows what {them}")
}

/// How to end when an answer is written.
pub(super) fn exit(answer: &Answer, matches: &ArgMatches) -> Exit {
    if matches.get_flag("strict-limits") && answer.cut.is_some() {
        Exit::Budget
    } else if matches.get_flag("fail-empty") && answer.rows.is_empty() {
        Exit::NotHeld
    } else {
        Exit::Done
    }
}

/// Makes the question out of what clap parsed, by the card's own lists.
fn question(verb: &str, matches: &ArgMatches) -> Result<Question, Failure> {
    let card = Card::of(verb).expect("clap knows the verbs of the cards alone");
    let mut question = Question::of(card);
    for argument in question.card.arguments {
        let given = matches.get_many::<String>(argument.name).into_iter().flatten();
        question.arguments.extend(given.cloned());
    }
    for flag in question.card.flags().filter(|flag| is_given(flag, matches)) {
        take_option(&mut question, flag, matches);
    }
    question.check_count()?;
    Ok(question)
}

/// Tells whether an option stands on the command line.
pub(super) fn is_given(flag: &Flag, matches: &ArgMatches) -> bool {
    matches.value_source(flag.name) == Some(ValueSource::CommandLine)
}

/// Gives a question the values of an option.
pub(super) fn take_option(question: &mut Question, flag: &'static Flag, matches: &ArgMatches) {
    if flag.takes == Takes::Nothing {
        question.set(flag, String::new());
    } else {
        let values = matches.get_many::<String>(flag.name).into_iter().flatten();
        values.for_each(|value| question.set(flag, value.clone()));
    }
}

/// Chooses the form: as `--format` says, else by the file's ending, else the usual one.
pub(super) fn form(matches: &ArgMatches, usual: &'static Format) -> Result<&'static Format, Failure> {
    if let Some(name) = matches.get_one::<String>("format") {
        return by_name(name).ok_or_else(|| Failure::Usage(format!("there is no form `{name}`"), endings()));
    }
    let Some(path) = matches.get_one::<PathBuf>("output") else { return Ok(usual) };
    by_file_name(&path.to_string_lossy()).ok_or_else(|| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
        let what =
            if ending.is_empty() { "a name without an ending".to_owned() } else { format!("the ending .{ending}") };
        Failure::Usage(format!("{what} stands for no form"), endings())
    })
}

fn unprintable(form: &Format) -> Failure {
    let help = format!("write it to a file, -o FILE.{}, or send it through a pipe", form.ending);
    Failure::Usage(format!("{} is nothing for a terminal", form.name), vec![help])
}

fn table() -> &'static Format {
    &crate::render::FORMATS[0]
}

fn endings() -> Vec<String> {
    let known: Vec<String> = crate::render::FORMATS.iter().map(|format| format!(".{}", format.ending)).collect();
    vec![format!("choose one of {}, or say --format", known.join(" "))]
}

fn write(answer: &Answer, form: &Format, matches: &ArgMatches) -> Result<(), Failure> {
    let file = matches.get_one::<PathBuf>("output");
    let stands_out = picture::stands_out(answer, matches)?;
    let picture = picture::picture(matches, &stands_out, Picture::default());
    let (bytes, notices) = rendered(answer, form, matches, picture)?;
    let losses = form.losses(answer);
    let Some(path) = file else {
        // First, for whoever reads the bytes may go before their end.
        tell(&losses);
        warn(&notices);
        return output::print(&bytes);
    };
    output::replace(path, &bytes)?;
    output::say(&wrote(path, answer, &notices));
    tell(&losses);
    warn(&notices);
    Ok(())
}

/// An answer in a form, for a file or for the terminal, and what there is to say of it besides.
pub(super) fn rendered(
    answer: &Answer,
    form: &Format,
    matches: &ArgMatches,
    picture: Picture<'_>,
) -> Result<(Vec<u8>, Vec<Notice>), Failure> {
    let file = matches.get_one::<PathBuf>("output");
    let notices = RefCell::new(Vec::new());
    let surroundings = Surroundings {
        width: if file.is_some() { 100 } else { terminal::width() },
        colour: if file.is_none() && terminal::has_colour(terminal::Stream::Output) { Colour::On } else { Colour::Off },
        letters: Letters::Unicode,
        layout: picture::layout(matches)?,
        picture,
        text: if matches.get_flag("outline-text") { Text::Outlines } else { Text::Letters },
        scale: matches.get_one("scale").copied().unwrap_or(Surroundings::default().scale),
        notice: &|notice| notices.borrow_mut().push(notice),
    };
    let written = (form.write)(answer, &surroundings).map_err(|trouble| {
        let help = vec![trouble.help().into()];
        match trouble {
            Trouble::TooLarge(..) => Failure::Usage(trouble.to_string(), help),
            Trouble::Engine(_) | Trouble::Picture(_) | Trouble::Wrong(_) => {
                Failure::Environment(trouble.to_string(), help)
            }
        }
    });
    written.map(|bytes| (bytes, notices.into_inner()))
}

/// Warns of characters that a picture cannot show.
pub(super) fn warn(notices: &[Notice]) {
    for notice in notices.iter().filter(|notice| matches!(notice, Notice::NoGlyph(_))) {
        output::say(&format!("warning: {notice}: empty boxes stand in their place"));
    }
}

/// How small the text of a picture gets, to be said after what was written.
fn size(notices: &[Notice]) -> String {
    let sizes = notices.iter().filter(|notice| matches!(notice, Notice::SmallestText(_)));
    sizes.map(|notice| format!("; {notice}")).collect()
}

/// Says what was written where.
pub(super) fn wrote(path: &Path, answer: &Answer, notices: &[Notice]) -> String {
    let cut = answer.cut.as_ref().map(|cut| format!("; {cut}")).unwrap_or_default();
    let left_out = answer.scope.relations - answer.scope.through;
    let shown = crate::text::visible(&path.to_string_lossy()).into_owned();
    let what = format!("{} and {}", count(answer.actors.len(), "actor"), count(answer.facts.len(), "relation"));
    format!(
        "wrote {shown}: an answer with {what}; the lens left out {left_out} of {}{cut}{}",
        answer.scope.relations,
        size(notices)
    )
}

/// Says what the form had no place for.
fn tell(losses: &Losses) {
    if !losses.parts.is_empty() {
        output::say(&losses.to_string());
    }
}
