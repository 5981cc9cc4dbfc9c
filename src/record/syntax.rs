//! What is wrong with a text that is no JSON, told by what stands at the place.

use super::conflict::conflicts;
use super::raw::Raw;
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::text::nearest;
use crate::text::visible;

/// Tells what stopped the reading of `body`, a part of `text`.
pub(super) fn explain(text: &str, body: Raw<'_>, error: &serde_json::Error) -> Vec<Diagnostic> {
    let conflicts = conflicts(text, body.span().file);
    if !conflicts.is_empty() {
        return conflicts;
    }
    let message = error.to_string();
    let offset = body.span().start as usize + offset(body.json(), error, message.starts_with("control"));
    let place = Place { text, file: body.span().file, offset, begin: body.span().start as usize };
    vec![place.explain(&message, body.json())]
}

/// An empty file.
pub(super) fn empty(text: &str, file: u32) -> Diagnostic {
    Diagnostic::error("cut-off", "the file is empty", Span::new(file, text.len()..text.len()), "nothing here")
        .help("a graph file holds at least `{}`")
}

/// A text that begins with something else than an object.
pub(super) fn no_object(body: Raw<'_>) -> Diagnostic {
    let first = body.json().chars().next().unwrap_or(' ');
    let start = body.span().start as usize;
    let span = Span::new(body.span().file, start..start + first.len_utf8());
    if first == '\0' {
        return nul(span);
    }
    let headline = "the text is no object: a graph file begins with `{`";
    Diagnostic::error("syntax", headline, span, format!("`{}` here", visible(&first.to_string())))
        .help("write the records into sections: `{\"actors\": [ … ]}`")
}

/// The byte that an error is about: columns count bytes, up to and with the one last looked at.
fn offset(text: &str, error: &serde_json::Error, control: bool) -> usize {
    let start = line_start(text, error.line());
    let offset = (start + error.column()).saturating_sub(1).min(text.len());
    let here_is_control = text.as_bytes().get(offset).is_some_and(|b| *b < 0x20);
    let offset = if control && !here_is_control { offset + 1 } else { offset };
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn line_start(text: &str, line: usize) -> usize {
    let breaks = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
    line.checked_sub(2).and_then(|nth| breaks.map(|(at, _)| at + 1).nth(nth)).unwrap_or(0)
}

fn nul(span: Span) -> Diagnostic {
    let headline = "the file holds NUL bytes: it was cut off while it was written, or is no text";
    Diagnostic::error("cut-off", headline, span, "NUL from here").help("take the file from version control or a backup")
}

/// Where reading stopped.
struct Place<'a> {
    text: &'a str,
    file: u32,
    offset: usize,
    begin: usize,
}

impl Place<'_> {
    fn explain(&self, message: &str, body: &str) -> Diagnostic {
        let rest = &self.text[self.offset..];
        let at_end = self.offset >= self.begin + body.len() || message.starts_with("EOF");
        if rest.starts_with('\0') {
            return nul(self.span(self.offset, 1));
        }
        if at_end {
            return self.cut_off();
        }
        self.comment(rest)
            .or_else(|| self.quotes(rest))
            .or_else(|| self.comma(message, rest))
            .or_else(|| self.in_string(message, rest))
            .or_else(|| self.word(rest))
            .unwrap_or_else(|| self.other(message, rest))
    }

    fn span(&self, start: usize, length: usize) -> Span {
        Span::new(self.file, start..start + length)
    }

    fn fault(&self, headline: &str, label: &str) -> Diagnostic {
        let length = self.text[self.offset..].chars().next().map_or(0, char::len_utf8);
        Diagnostic::error("syntax", headline, self.span(self.offset, length), label)
    }

    /// The text ends within a value.
    fn cut_off(&self) -> Diagnostic {
        let end = self.begin + self.text[self.begin..].trim_end().len();
        let open = self.open();
        let what = open.map(|at| &self.text[at..=at]);
        let headline = match what {
            Some("\"") => "the text ends inside a string",
            Some("[") => "the text ends inside a list",
            _ => "the text ends inside an object",
        };
        let fault = Diagnostic::error("cut-off", headline, self.span(end, 0), "the end");
        let close = match what {
            Some("\"") => "\"",
            Some("[") => "]",
            _ => "}",
        };
        let fault = open.into_iter().fold(fault, |fault, at| fault.also(self.span(at, 1), "opened here"));
        fault.help(format!("write the missing `{close}`, or take the file from version control if it was cut off"))
    }

    /// The innermost bracket or quote before the place that nothing has closed.
    fn open(&self) -> Option<usize> {
        let mut open: Vec<usize> = Vec::new();
        let mut string: Option<usize> = None;
        let mut escaped = false;
        for (at, byte) in self.text.bytes().enumerate().take(self.offset).skip(self.begin) {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if string.is_some() => escaped = true,
                b'"' => string = if string.is_some() { None } else { Some(at) },
                _ if string.is_some() => {}
                b'[' | b'{' => open.push(at),
                b']' | b'}' => drop(open.pop()),
                _ => {}
            }
        }
        string.or_else(|| open.last().copied())
    }

    fn comment(&self, rest: &str) -> Option<Diagnostic> {
        let starts = ["//", "/*", "#"].iter().any(|sign| rest.starts_with(sign));
        starts.then(|| {
            let length = rest.lines().next().map_or(1, |line| line.trim_end().len());
            let headline = "there are no comments in JSON";
            Diagnostic::error("syntax", headline, self.span(self.offset, length), "a comment")
                .help("say it in `note`, or under a key that begins with `x-`")
        })
    }

    fn quotes(&self, rest: &str) -> Option<Diagnostic> {
        let quote = rest.chars().next().filter(|c| "“”„‟‘’‚‛«»'`".contains(*c))?;
        let headline = format!("`{quote}` is no quotation mark of JSON");
        Some(self.fault(&headline, "a typographic quotation mark").help("write `\"`"))
    }

    fn comma(&self, message: &str, rest: &str) -> Option<Diagnostic> {
        let before = self.text[self.begin..self.offset].trim_end();
        let end = self.begin + before.len();
        if message.starts_with("trailing comma") || (rest.starts_with([']', '}']) && before.ends_with(',')) {
            let fault = Diagnostic::error(
                "syntax",
                "a comma stands before a closing bracket",
                self.span(end - 1, 1),
                "one comma too many",
            );
            return Some(fault.also(self.span(self.offset, 1), "nothing follows it").help("delete the comma"));
        }
        let next = rest.starts_with(['"', '{', '[', '-']) || rest.starts_with(|c: char| c.is_ascii_digit());
        if message.starts_with("expected `,`") && next {
            let fault = Diagnostic::error("syntax", "a comma is missing", self.span(end - 1, 1), "after this");
            return Some(fault.also(self.span(self.offset, 1), "before this").help("write `,` between the two"));
        }
        if message.starts_with("expected `,`") && rest.starts_with([']', '}']) {
            return Some(self.wrong_bracket());
        }
        if message.starts_with("expected `:`") {
            let fault = Diagnostic::error("syntax", "a colon is missing", self.span(end - 1, 1), "after this key");
            return Some(fault.help("write `: ` between key and value"));
        }
        None
    }

    fn wrong_bracket(&self) -> Diagnostic {
        let open = self.open();
        let want = if open.is_some_and(|at| self.text[at..].starts_with('[')) { "]" } else { "}" };
        let fault = self
            .fault(&format!("another bracket closes than opens: `{want}` is due"), &format!("`{want}` is due here"));
        let fault = fault.help(format!("write `{want}` before it"));
        open.into_iter().fold(fault, |fault, at| fault.also(self.span(at, 1), "opened here"))
    }

    fn in_string(&self, message: &str, rest: &str) -> Option<Diagnostic> {
        if message.starts_with("control") {
            let c = rest.chars().next().unwrap_or('\n');
            let escape = match c {
                '\n' => "\\n".to_owned(),
                '\t' => "\\t".to_owned(),
                '\r' => "\\r".to_owned(),
                _ => format!("\\u{:04x}", u32::from(c)),
            };
            let headline = if c == '\n' {
                "a string runs over the end of its line"
            } else {
                "a string holds a bare control character"
            };
            let fault =
                Diagnostic::error("syntax", headline, self.span(self.offset, 1), format!("U+{:04X}", u32::from(c)));
            let fault =
                self.open().into_iter().fold(fault, |fault, at| fault.also(self.span(at, 1), "the string begins here"));
            return Some(fault.help(format!("close the string with `\"`, or write `{escape}`")));
        }
        if message.starts_with("invalid escape") {
            let fault = self.fault("this escape means nothing in JSON", "no escape");
            return Some(fault.help("write `\\\\` for a backslash; the others are `\\\"`, `\\/`, `\\n`, `\\t`, `\\r`, `\\b`, `\\f` and `\\u0000`"));
        }
        None
    }

    fn word(&self, rest: &str) -> Option<Diagnostic> {
        let before = &self.text[self.begin..self.offset];
        let back = before.len() - before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_').len();
        let start = self.offset - back;
        let length = self.text[start..]
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))
            .unwrap_or(back + rest.len());
        let word = &self.text[start..start + length];
        if !word.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return None;
        }
        let fault = Diagnostic::error(
            "syntax",
            format!("`{word}` is no value of JSON"),
            self.span(start, length),
            "a bare word",
        );
        let lower = word.to_lowercase();
        let near = nearest(&lower, ["true", "false"], 1);
        Some(match near.first() {
            Some(near) => fault.help(format!("write `{near}`")),
            None => fault.help(format!("write `\"{word}\"` if a string is meant; leave out a key that has no value")),
        })
    }

    fn other(&self, message: &str, rest: &str) -> Diagnostic {
        let here = rest.chars().next().map_or_else(String::new, |c| visible(&c.to_string()).into_owned());
        let label = format!("`{here}` here");
        if message.starts_with("trailing characters") {
            return self
                .fault("something stands after the end of the object", &label)
                .help("delete what follows the last `}`");
        }
        if message.starts_with("invalid number") {
            return self
                .fault("this is no number of JSON", &label)
                .help("write digits without `+` or leading zeros, a digit on either side of the point");
        }
        if message.starts_with("key must be a string") {
            return self.fault("a key is a string in quotation marks", &label).help("write `\"` around the key");
        }
        self.fault("this is no JSON", &label)
    }
}
