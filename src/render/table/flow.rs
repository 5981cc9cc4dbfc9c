//! Words in styles, filled into lines.

use crate::text::Colour;
use crate::text::visible;
use unicode_width::UnicodeWidthStr;

/// What a stretch of text is, which decides its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Style {
    /// Ordinary text.
    #[default]
    Plain,
    /// The answer's sentence, a row with evidence below.
    Strong,
    /// The heading of a group.
    Heading,
    /// What is read last.
    Dim,
    /// A friendly tie.
    Cooperative,
    /// A hostile tie.
    Hostile,
    /// A status that calls for care.
    Doubt,
    /// A warning.
    Warning,
    /// What to try next.
    Hint,
}

impl Style {
    /// The parameters of the escape sequence (ECMA-48 SGR); none for ordinary text.
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Heading => "1;4",
            Self::Dim => "2",
            Self::Cooperative => "34",
            Self::Hostile => "31",
            Self::Doubt => "35",
            Self::Warning => "33",
            Self::Hint => "36",
        }
    }
}

/// Words in their styles; a word may have several stretches that stay together.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    words: Vec<Vec<(Style, String)>>,
}

impl Flow {
    /// A flow that begins with this text.
    pub fn of(style: Style, text: &str) -> Self {
        let mut flow = Self::default();
        flow.say(style, text);
        flow
    }

    /// Adds text after a space. The text is made visible here, once for all.
    pub fn say(&mut self, style: Style, text: &str) {
        for word in visible(text).split(' ').filter(|word| !word.is_empty()) {
            self.words.push(vec![(style, word.to_owned())]);
        }
    }

    /// Adds a sign to the last word, without a space.
    pub fn join(&mut self, style: Style, sign: &str) {
        match self.words.last_mut() {
            Some(word) => word.push((style, sign.to_owned())),
            None => self.say(style, sign),
        }
    }
}

/// The lines that were written, and the width that they keep to.
pub(super) struct Paper {
    width: usize,
    colour: Colour,
    out: String,
}

impl Paper {
    /// Begins with nothing written. A width below 20 columns is taken for 20.
    pub fn new(width: usize, colour: Colour) -> Self {
        Self { width: width.max(20), colour, out: String::new() }
    }

    /// How many columns a line may have.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Ends what stands above with one empty line.
    pub fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// Writes a flow: `first` columns of indent on its first line, `rest` on all others.
    pub fn print(&mut self, first: usize, rest: usize, flow: &Flow) {
        let room = self.width.saturating_sub(rest).max(10);
        let mut line = Line::new(first);
        for word in flow.words.iter().flat_map(|word| pieces(word, room)) {
            if !line.is_empty() && line.columns + 1 + columns(&word) > self.width {
                self.finish(&line);
                line = Line::new(rest);
            }
            line.push(word);
        }
        self.finish(&line);
    }

    /// Writes text as it stands, in one style: for lines that were aligned before.
    pub fn line(&mut self, style: Style, text: &str) {
        let mut line = Line::new(0);
        line.push(vec![(style, text.trim_end().to_owned())]);
        self.finish(&line);
    }

    /// The bytes of all lines.
    pub fn into_bytes(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    fn finish(&mut self, line: &Line) {
        self.out.extend(std::iter::repeat_n(' ', if line.is_empty() { 0 } else { line.indent }));
        let mut style = Style::Plain;
        for (next, text) in &line.parts {
            if *next != style && self.colour == Colour::On {
                self.change(style, *next);
            }
            style = *next;
            self.out.push_str(text);
        }
        if self.colour == Colour::On {
            self.change(style, Style::Plain);
        }
        self.out.push('\n');
    }

    fn change(&mut self, from: Style, to: Style) {
        if from != Style::Plain {
            self.out.push_str("\u{1b}[0m");
        }
        if to != Style::Plain {
            self.out.push_str("\u{1b}[");
            self.out.push_str(to.code());
            self.out.push('m');
        }
    }
}

/// A line that is being filled.
struct Line {
    indent: usize,
    columns: usize,
    parts: Vec<(Style, String)>,
}

impl Line {
    fn new(indent: usize) -> Self {
        Self { indent, columns: indent, parts: Vec::new() }
    }

    fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    fn push(&mut self, word: Vec<(Style, String)>) {
        if let Some((style, text)) = self.parts.last_mut() {
            self.columns += 1;
            if *style == word[0].0 {
                text.push(' ');
            } else {
                self.parts.push((Style::Plain, " ".to_owned()));
            }
        }
        self.columns += columns(&word);
        self.parts.extend(word);
    }
}

/// Fills words into lines of so many columns, as plain text.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in visible(text).split(' ').flat_map(|word| cut(word, width.max(1))) {
        let last = lines.last_mut().expect("there is always a line");
        if last.is_empty() {
            last.push_str(&word);
        } else if last.width() + 1 + word.width() <= width {
            last.push(' ');
            last.push_str(&word);
        } else {
            lines.push(word);
        }
    }
    lines
}

/// A word, cut where it is wider than a line.
fn pieces(word: &[(Style, String)], room: usize) -> Vec<Vec<(Style, String)>> {
    if columns(word) <= room {
        return vec![word.to_vec()];
    }
    let whole: String = word.iter().map(|(_, text)| text.as_str()).collect();
    cut(&whole, room).into_iter().map(|piece| vec![(word[0].0, piece)]).collect()
}

/// Cuts a word into pieces of at most so many columns.
fn cut(word: &str, room: usize) -> Vec<String> {
    if word.width() <= room {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for c in word.chars() {
        let wide = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used + wide > room && used > 0 {
            pieces.push(String::new());
            used = 0;
        }
        used += wide;
        pieces.last_mut().expect("there is always a piece").push(c);
    }
    pieces
}

fn columns(word: &[(Style, String)]) -> usize {
    word.iter().map(|(_, text)| text.width()).sum()
}
