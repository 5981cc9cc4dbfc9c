//! The form for a browser: one self-contained page, with the picture, the evidence and a script.
//!
//! The page asks for nothing: no network, no font, no other file. Its Content-Security-Policy lets
//! run the one script and the one style that are compiled in, by their SHA-256, and nothing else.
//! Every text of the graph is escaped text in an element or JSON that no tag can end; the script
//! makes text nodes only. Without the script, the page is picture and tables. The same answer gives
//! the same bytes.

mod policy;
mod tables;
mod writer;

use super::Content;
use super::Format;
use super::Trouble;
use super::json;
use super::loss::Carries;
use super::reading::Reading;
use super::reading::note;
use super::surroundings::Surroundings;
use super::surroundings::{Letters, Picture, Theme};
use super::svg;
use crate::answer::Answer;
use crate::answer::Detail;
use writer::Writer;

/// HTML.
pub(super) const FORMAT: Format = Format {
    name: "html",
    ending: "html",
    media_type: "text/html",
    content: Content::Text,
    summary: "one page for a browser: picture, evidence, search, filters, time",
    carries: Carries::Reading,
    write,
};

/// How the page looks.
const STYLE: &str = concat!(include_str!("html/page.css"), include_str!("html/print.css"));

/// What the page does; one module, its parts in the order in which they lean on each other.
const SCRIPT: &str = concat!(
    include_str!("html/answer.js"),
    include_str!("html/time.js"),
    include_str!("html/search.js"),
    include_str!("html/paths.js"),
    include_str!("html/picture.js"),
    include_str!("html/walk.js"),
    include_str!("html/panel.js"),
    include_str!("html/controls.js"),
    include_str!("html/page.js"),
);

fn write(answer: &Answer, around: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let told = Answer { detail: Detail::Full, ..answer.clone() };
    let reading = Reading::new(&told, Letters::Unicode);
    let mut page = Writer::default();
    head(&mut page, reading);
    page.open("body", &[]);
    banner(&mut page, reading, around);
    page.open("main", &[]);
    page.open("div", &[("id", "stage".into())]);
    picture(&mut page, answer, around)?;
    page.close("div");
    tables::all(&mut page, reading);
    page.close("main");
    if told.scope.relations > 0 {
        page.words("footer", &[], &reading.scope());
    }
    page.raw("script", &[("type", "application/json".into()), ("id", "answer".into())], &in_script(answer));
    page.raw("script", &[("type", "module".into())], SCRIPT);
    page.close("body");
    page.close("html");
    Ok(page.into_bytes())
}

fn head(page: &mut Writer, reading: Reading<'_>) {
    page.declare();
    page.open("html", &[("lang", "en".into())]);
    page.open("head", &[]);
    page.leaf("meta", &[("charset", "utf-8".into())]);
    let policy = policy::of(SCRIPT, STYLE);
    page.leaf("meta", &[("http-equiv", "Content-Security-Policy".into()), ("content", policy)]);
    page.leaf("meta", &[("name", "viewport".into()), ("content", "width=device-width, initial-scale=1".into())]);
    page.leaf("meta", &[("name", "referrer".into()), ("content", "no-referrer".into())]);
    page.words("title", &[], title(reading));
    page.raw("style", &[], STYLE);
    page.close("head");
}

fn title(reading: Reading<'_>) -> &str {
    let answer = reading.answer;
    if answer.title.is_empty() { &answer.question } else { &answer.title }
}

/// What stands above the picture: handling, the question, the answer in one sentence, notes.
fn banner(page: &mut Writer, reading: Reading<'_>, around: &Surroundings<'_>) {
    let answer = reading.answer;
    page.open("header", &[]);
    if let Some(handling) = around.picture.banner.or(answer.handling.as_deref()).filter(|text| !text.is_empty()) {
        page.words("p", &[("id", "handling".into())], handling);
    }
    page.words("h1", &[], title(reading));
    page.words("p", &[("id", "summary".into())], &answer.summary);
    for one in &answer.notes {
        let (word, text) = note(one);
        page.words("p", &[("class", format!("note {word}"))], &format!("{word}: {text}"));
    }
    page.close("header");
}

/// The finished picture, or why there is none.
fn picture(page: &mut Writer, answer: &Answer, around: &Surroundings<'_>) -> Result<(), Trouble> {
    if answer.actors.is_empty() {
        return Ok(());
    }
    // The page has a dark side of its own, made from the light one.
    let around = Surroundings { picture: Picture { theme: Theme::Light, ..around.picture }, ..*around };
    let drawn = match (svg::FORMAT.write)(answer, &around) {
        Err(Trouble::Wrong(what)) => Err(what),
        other => Ok(other?),
    };
    page.open("section", &[("id", "picture".into()), ("aria-label", "Picture".into())]);
    match drawn {
        Ok(svg) => page.insert(&String::from_utf8_lossy(&svg)),
        Err(what) => page.words("p", &[("class", "note".into())], &format!("No picture: {what}. The tables hold all.")),
    }
    page.close("section");
    Ok(())
}

/// The answer's JSON with no sign in it that could end or open a tag.
fn in_script(answer: &Answer) -> String {
    let json = json::on_one_line(answer);
    json.replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e")
}
