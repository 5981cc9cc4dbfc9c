//! Records in which cells stand for values, held against the columns of a table once and filled
//! for every row.

use super::super::Trouble;
use super::super::mapping;
use super::super::mapping::Mapping;
use super::super::spelling::entries;
use super::super::spelling::name;
use super::super::spelling::text;
use super::cell;
use super::cell::Written;
use super::sheet::Sheet;
use super::sheet::column;
use super::sheet::trouble;
use crate::edit::draft::Draft;
use crate::edit::draft::Section;
use crate::edit::layout::Node;
use crate::edit::layout::Spelled;
use crate::record::keys::ACTOR;
use crate::record::keys::Form;
use crate::record::keys::Record;
use crate::record::keys::SOURCE;

/// The keys of which an actor or a source needs one to be told from others.
const TELLING: [&str; 4] = ["id", "ids", "name", "title"];

/// A record to be filled.
pub(super) struct Template<'m> {
    section: Section,
    body: Piece,
    when: Vec<(usize, &'m [String])>,
    mapping: &'m Mapping,
    columns: Vec<Written<'m>>,
}

/// A part of a record.
enum Piece {
    /// It is always the same.
    Constant(Node),
    /// A cell.
    Cell(usize, &'static Form),
    /// Words with cells between them.
    Words(Vec<Word>, &'static Form),
    /// Keys and values.
    Object(Vec<Part>, Needs),
    /// Items.
    List(Vec<Self>),
}

/// A key, spelled, and its value.
struct Part {
    key: Spelled,
    piece: Piece,
    is_required: bool,
    tells: bool,
}

/// What an object needs to stand.
#[derive(Clone, Copy)]
enum Needs {
    /// Any of its keys.
    Nothing,
    /// The required keys that it names.
    Required,
    /// A key that tells an actor or a source from others.
    Telling,
}

enum Word {
    Plain(String),
    Cell(usize),
}

impl<'m> Template<'m> {
    /// Holds a record of a mapping against the columns of a table.
    ///
    /// # Errors
    ///
    /// Columns that the table does not have, and braces that are not closed.
    pub(super) fn new(
        record: &'m mapping::Template,
        mapping: &'m Mapping,
        columns: &[String],
    ) -> Result<Self, Trouble> {
        let body = object(&record.body, (record.section.card(), Needs::Nothing), columns)?;
        let when = record.when.iter().map(|(name, wanted)| Ok((column(columns, name)?, &wanted[..])));
        Ok(Self {
            section: record.section,
            body,
            when: when.collect::<Result<_, Trouble>>()?,
            mapping,
            columns: Written::all(mapping, columns)?,
        })
    }

    /// Tells whether a row gives this record.
    pub(super) fn is_meant(&self, sheet: &Sheet<'_>) -> bool {
        self.when.iter().all(|(column, wanted)| {
            let cell = sheet.cell(*column);
            wanted.iter().any(|wanted| wanted == cell || wanted == "*" && !cell.is_empty())
        })
    }

    /// The record of a row; cells that are not what they should be are told and left out.
    pub(super) fn fill(&self, row: &mut Row<'_, '_>) -> Option<Draft> {
        let body = self.piece(&self.body, row)?;
        Some(Draft { section: self.section, body })
    }

    /// Adds the columns that it uses.
    pub(super) fn uses(&self, used: &mut Vec<usize>) {
        used.extend(self.when.iter().map(|(column, _)| *column));
        gather(&self.body, used);
    }

    fn piece(&self, piece: &Piece, row: &mut Row<'_, '_>) -> Option<Node> {
        match piece {
            Piece::Constant(node) => Some(node.clone()),
            Piece::Cell(column, form) => {
                let written = self.columns[*column];
                let value = cell::value(written.meant(row.sheet.cell(*column)), form, (self.mapping, written));
                value.unwrap_or_else(|why| row.lose(*column, &why))
            }
            Piece::Words(words, form) => {
                let said = joined(words, row.sheet)?;
                let value = cell::value(&said, form, (self.mapping, Written::default()));
                value.unwrap_or_else(|why| {
                    row.lost.push(format!("\"{said}\": {why}"));
                    None
                })
            }
            Piece::Object(parts, needs) => self.object(parts, *needs, row),
            Piece::List(items) => {
                let items: Vec<Node> = items.iter().filter_map(|item| self.piece(item, row)).collect();
                (!items.is_empty()).then_some(Node::List(items))
            }
        }
    }

    /// An object with the keys whose cells are not empty; none where what it needs is.
    fn object(&self, parts: &[Part], needs: Needs, row: &mut Row<'_, '_>) -> Option<Node> {
        let mut out = Vec::with_capacity(parts.len());
        let (mut whole, mut told) = (true, false);
        for part in parts {
            match self.piece(&part.piece, row) {
                Some(value) => {
                    told |= part.tells;
                    out.push((part.key.clone(), value));
                }
                None => whole &= !part.is_required,
            }
        }
        let stands = match needs {
            Needs::Nothing => true,
            Needs::Required => whole,
            Needs::Telling => told,
        };
        (stands && !out.is_empty()).then_some(Node::Object(out))
    }
}

/// A row that is being read, and what of it is lost.
pub(super) struct Row<'r, 's> {
    pub(super) sheet: &'r Sheet<'s>,
    pub(super) lost: Vec<String>,
}

impl Row<'_, '_> {
    fn lose(&mut self, column: usize, why: &str) -> Option<Node> {
        let (name, cell) = (&self.sheet.columns[column], self.sheet.cell(column));
        self.lost.push(format!("`{name}` \"{cell}\": {why}"));
        None
    }
}

fn joined(words: &[Word], sheet: &Sheet<'_>) -> Option<String> {
    let cell = |word: &Word| matches!(word, Word::Cell(column) if !sheet.cell(*column).is_empty());
    let word = |word: &Word| match word {
        Word::Plain(plain) => plain.clone(),
        Word::Cell(column) => sheet.cell(*column).to_owned(),
    };
    words.iter().any(cell).then(|| words.iter().map(word).collect::<String>().trim().to_owned())
}

fn gather(piece: &Piece, used: &mut Vec<usize>) {
    match piece {
        Piece::Constant(_) => {}
        Piece::Cell(column, _) => used.push(*column),
        Piece::Words(words, _) => used.extend(words.iter().filter_map(|word| match word {
            Word::Cell(column) => Some(*column),
            Word::Plain(_) => None,
        })),
        Piece::Object(parts, _) => parts.iter().for_each(|part| gather(&part.piece, used)),
        Piece::List(items) => items.iter().for_each(|item| gather(item, used)),
    }
}

/// An object of a record's keys, in their order.
fn object(node: &Node, (card, needs): (&'static Record, Needs), columns: &[String]) -> Result<Piece, Trouble> {
    let mut parts = Vec::new();
    for (spelled, value) in entries(node) {
        let key = card.key(name(spelled));
        let piece = piece(value, key.map_or(&Form::Any, |key| &key.form), columns)?;
        let is_required = key.is_some_and(|key| key.required);
        parts.push(Part { key: spelled.clone(), piece, is_required, tells: TELLING.contains(&name(spelled)) });
    }
    parts.sort_by_key(|part| card.position(name(&part.key)));
    Ok(Piece::Object(parts, needs))
}

fn piece(node: &Node, form: &'static Form, columns: &[String]) -> Result<Piece, Trouble> {
    match (node, form) {
        (Node::Atom(_), _) => match text(node) {
            Some(said) if said.contains('{') => words(&said, form, columns),
            _ => Ok(Piece::Constant(node.clone())),
        },
        (Node::List(items), Form::List(inner) | Form::OneOrList(inner)) => {
            items.iter().map(|item| piece(item, inner, columns)).collect::<Result<_, _>>().map(Piece::List)
        }
        (Node::List(items), _) => {
            items.iter().map(|item| piece(item, &Form::Any, columns)).collect::<Result<_, _>>().map(Piece::List)
        }
        (Node::Object(_), Form::OneOrList(inner)) => piece(node, inner, columns),
        (Node::Object(_), Form::Actor) => object(node, (&ACTOR, Needs::Telling), columns),
        (Node::Object(_), Form::Source) => object(node, (&SOURCE, Needs::Telling), columns),
        (Node::Object(_), Form::Record(card) | Form::Either(_, card)) => object(node, (card, Needs::Required), columns),
        (Node::Object(all), _) => {
            let part = |(key, value): &(Spelled, Node)| {
                let piece = piece(value, &Form::Text, columns)?;
                Ok(Part { key: key.clone(), piece, is_required: false, tells: false })
            };
            Ok(Piece::Object(all.iter().map(part).collect::<Result<_, Trouble>>()?, Needs::Nothing))
        }
    }
}

/// Reads a string in which `{Column}` stands for a cell and `{{` for a brace.
fn words(said: &str, form: &'static Form, columns: &[String]) -> Result<Piece, Trouble> {
    let (mut words, mut plain, mut rest) = (Vec::new(), String::new(), said);
    while let Some(at) = rest.find('{') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('{') {
            plain.push('{');
            rest = after;
            continue;
        }
        let Some((name, after)) = rest.split_once('}') else {
            return Err(trouble(
                &format!("a `}}` is missing in \"{said}\""),
                "write `{Column}` for a cell, `{{` for a brace",
            ));
        };
        if !plain.is_empty() {
            words.push(Word::Plain(std::mem::take(&mut plain)));
        }
        words.push(Word::Cell(column(columns, name)?));
        rest = after;
    }
    plain.push_str(rest);
    match (&words[..], plain.is_empty()) {
        ([Word::Cell(column)], true) => return Ok(Piece::Cell(*column, form)),
        (_, false) => words.push(Word::Plain(plain)),
        _ => {}
    }
    Ok(Piece::Words(words, form))
}
