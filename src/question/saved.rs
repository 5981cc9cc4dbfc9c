//! Saved questions: a headline, parameters with defaults, and the line.
//!
//! ```text
//! # How does one actor reach another?
//! # All equally short routes, with their weakest links.
//! from = russia
//! to = houthis
//! path {from} {to}
//! ```

use super::Question;
use super::Trouble;
use super::split;

/// A question kept in a file.
///
/// The first `#` line is the headline, further ones tell more; `name = value` gives a parameter
/// its default; the one other line is the question, in which `{name}` stands for a parameter's
/// value, whatever letters that has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// What is asked, in words.
    pub headline: String,
    /// More about it, a line each.
    pub about: Vec<String>,
    /// Names and defaults, in order.
    pub parameters: Vec<(String, String)>,
    /// The question, with parameters in braces.
    pub line: String,
}

impl Saved {
    /// Reads a saved question.
    ///
    /// # Errors
    /// No headline, no question or two, a parameter without a name, a parameter in the line that
    /// has no default.
    pub fn parse(text: &str) -> Result<Self, Trouble> {
        let mut saved = Self::default();
        for line in text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty()) {
            saved.read(line)?;
        }
        if saved.headline.is_empty() {
            return Err(Trouble::Saved("it begins with no headline: `# What is asked`".into()));
        }
        if saved.line.is_empty() {
            return Err(Trouble::Saved("it holds no question".into()));
        }
        saved.question(&[])?;
        Ok(saved)
    }

    fn read(&mut self, line: &str) -> Result<(), Trouble> {
        if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim().to_owned();
            if self.headline.is_empty() {
                self.headline = comment;
            } else {
                self.about.push(comment);
            }
        } else if let Some((name, value)) = parameter(line) {
            self.parameters.push((name.to_owned(), value.to_owned()));
        } else if self.line.is_empty() {
            line.clone_into(&mut self.line);
        } else {
            return Err(Trouble::Saved(format!("it holds two questions: `{}` and `{line}`", self.line)));
        }
        Ok(())
    }

    /// Makes the question with these values of parameters; the others keep their defaults.
    ///
    /// # Errors
    /// A value for a parameter that there is not, and whatever [`Question::from_words`] finds.
    pub fn question(&self, values: &[(String, String)]) -> Result<Question, Trouble> {
        for (name, _) in values {
            if !self.parameters.iter().any(|(known, _)| known == name) {
                return Err(Trouble::unknown(
                    "parameter",
                    name,
                    self.parameters.iter().map(|(known, _)| known.as_str()),
                ));
            }
        }
        let value = |name: &str| {
            let given = values.iter().rev().chain(&self.parameters).find(|(known, _)| known == name);
            given.map(|(_, value)| value.clone())
        };
        let words: Result<Vec<String>, Trouble> = split(&self.line)?.iter().map(|word| fill(word, &value)).collect();
        Question::from_words(&words?)
    }
}

/// Reads `name = value`; a question never has an equals sign alone behind its verb.
fn parameter(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once('=')?;
    let name = name.trim();
    let plain = |c: char| c.is_ascii_lowercase() || c == '-' || c == '_';
    (!name.is_empty() && name.chars().all(plain)).then_some((name, value.trim()))
}

/// Replaces each `{name}` in a word by the parameter's value.
fn fill(word: &str, value: &dyn Fn(&str) -> Option<String>) -> Result<String, Trouble> {
    let mut out = String::new();
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) =
            after.split_once('}').ok_or_else(|| Trouble::Saved(format!("a brace in `{word}` is not closed")))?;
        out.push_str(before);
        out += &value(name)
            .ok_or_else(|| Trouble::Saved(format!("the parameter {{{name}}} has no default: write `{name} = …`")))?;
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}
