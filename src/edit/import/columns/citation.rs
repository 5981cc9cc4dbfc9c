//! Citations as forms for other programs write them, in words:
//! `ID (PLACE, denies, said 2020, B/3, after OTHER): TITLE · PUBLISHER · DATE · … · “QUOTE” · note: …`.

use crate::edit::import::clean;
use crate::edit::layout::Node;
use crate::model::Date;
use crate::text::is_id;

/// A citation that was read from words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cited {
    /// The id of its source.
    pub(super) source: String,
    at: Option<String>,
    stance: Option<String>,
    said: Option<String>,
    credibility: Option<String>,
    leans: Vec<String>,
    quote: Option<String>,
    note: Option<String>,
    title: String,
    /// What is told of the source behind its title.
    rest: Vec<String>,
}

impl Cited {
    /// Reads the words; none where they do not begin with an id.
    pub(super) fn read(words: &str) -> Option<Self> {
        let end = words.find([' ', ':'])?;
        let (id, behind) = words.split_at(end);
        let mut cited = Self { source: id.to_owned(), ..Self::default() };
        let told = match behind.strip_prefix(" (") {
            Some(behind) => {
                let (inside, told) = behind.split_once("): ")?;
                cited.inside(inside);
                told
            }
            None => behind.strip_prefix(": ")?,
        };
        cited.told(told);
        is_id(id).then_some(cited)
    }

    /// The citation, its sources described as far as they are known.
    pub(super) fn citation(&self, described: impl Fn(&str) -> Option<Node>) -> Option<Node> {
        let mut all = vec![("source", described(&self.source)?)];
        let leans: Vec<Node> = self.leans.iter().filter_map(|id| described(id)).collect();
        let words = [("at", &self.at), ("stance", &self.stance), ("said", &self.said)];
        all.extend(words.into_iter().filter_map(|(key, word)| Some((key, Node::text(word.as_deref()?)))));
        all.extend(self.credibility.clone().map(|grade| ("credibility", Node::Atom(grade.into()))));
        all.extend((!leans.is_empty()).then_some(("derives-from", Node::List(leans))));
        let words = [("quote", &self.quote), ("note", &self.note)];
        all.extend(words.into_iter().filter_map(|(key, word)| Some((key, Node::text(word.as_deref()?)))));
        Some(Node::object(all))
    }

    /// What is told of the source. Who wrote it and who published it stand alike: one name alone
    /// is either.
    pub(super) fn described(&self) -> Vec<(&'static str, Node)> {
        let mut all = vec![("id", Node::text(&self.source)), ("title", Node::text(&self.title))];
        let is_date = |part: &&String| part.parse::<Date>().is_ok();
        let is_grade = |part: &&String| part.starts_with("reliability ");
        let names = self.rest.iter().take_while(|part| !is_date(part) && !is_grade(part)).collect::<Vec<_>>();
        let either = match names[..] {
            [author, publisher] => {
                all.extend([("author", Node::text(author)), ("publisher", Node::text(publisher))]);
                None
            }
            [one] => Some(format!("by {one}")),
            _ => None,
        };
        all.extend(self.rest.iter().find(is_date).map(|date| ("date", Node::text(date))));
        all.extend(self.rest.iter().find_map(|part| clean::url(part)).map(|url| ("url", Node::text(url))));
        let mut grades = self.rest.iter().filter_map(|part| part.strip_prefix("reliability ")?.get(..1));
        let grade = grades.find(|grade| ["A", "B", "C", "D", "E", "F"].contains(grade));
        all.extend(grade.map(|grade| ("reliability", Node::text(grade))));
        all.extend(either.map(|words| ("note", Node::text(&words))));
        all
    }

    /// What stands in the brackets.
    fn inside(&mut self, inside: &str) {
        let mut place: Vec<&str> = Vec::new();
        for part in inside.split(", ") {
            let said = part.strip_prefix("said ").filter(|date| date.parse::<Date>().is_ok());
            let after = part.strip_prefix("after ").filter(|id| is_id(id));
            match (said, after, grade(part)) {
                (Some(date), ..) => self.said = Some(date.to_owned()),
                (_, Some(id), _) => self.leans.push(id.to_owned()),
                (.., Some(grade)) => self.credibility = Some(grade.to_owned()).filter(|grade| grade != "-"),
                _ if ["denies", "mentions"].contains(&part) => self.stance = Some(part.to_owned()),
                _ if !self.leans.is_empty() && is_id(part) => self.leans.push(part.to_owned()),
                _ => place.push(part),
            }
        }
        self.at = Some(place.join(", ")).filter(|place| !place.is_empty());
    }

    /// What stands behind the colon.
    fn told(&mut self, told: &str) {
        let (told, note) = told.split_once(" · note: ").map_or((told, None), |(told, note)| (told, Some(note)));
        let (told, quote) = told.split_once(" · “").map_or((told, None), |(told, quote)| (told, Some(quote)));
        self.note = note.map(ToOwned::to_owned);
        self.quote = quote.map(|quote| quote.trim_end_matches('”').to_owned());
        let mut parts = told.split(" · ").map(ToOwned::to_owned);
        self.title = parts.next().unwrap_or_default();
        self.rest = parts.collect();
    }
}

/// The credibility in a grade such as `B/3`.
fn grade(part: &str) -> Option<&str> {
    let (reliability, credibility) = part.split_once('/')?;
    let fits = |word: &str, all: &str| word.len() == 1 && all.contains(word);
    (fits(reliability, "ABCDEF-") && fits(credibility, "123456-")).then_some(credibility)
}
