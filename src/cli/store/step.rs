//! What one command did to the files of a graph, as the journal keeps it.
//!
//! Of each file only the stretch that differs is kept, before and after, beside the digests of the
//! whole: a step is small where the edit is, and nothing is put back that is not what it was.

use crate::text::sha256;

/// The first line of a step.
const HEAD: &str = "actant journal 1";

/// What a command did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The command, as it was written.
    pub(super) command: String,
    /// The number of the step that this one takes back.
    pub(super) undoes: Option<u64>,
    /// What it did to each file.
    pub(super) entries: Vec<Entry>,
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its path from the graph's folder on.
    pub(super) inside: String,
    /// How many bytes at its beginning and at its end are the same before and after.
    same: (usize, usize),
    before: Side,
    after: Side,
}

/// A file as it was at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Side {
    /// The digest of the whole; none where there was no file.
    digest: Option<[u8; 32]>,
    /// The bytes that differ.
    bytes: Vec<u8>,
}

/// How a file is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// As before the step; this is what the step made of it.
    Before(Option<Vec<u8>>),
    /// As after the step; this is what it was before.
    After(Option<Vec<u8>>),
    /// Something else.
    Other,
}

impl Entry {
    /// Keeps what differs.
    pub(super) fn new(inside: &str, before: Option<&[u8]>, after: Option<&[u8]>) -> Self {
        let (old, new) = (before.unwrap_or_default(), after.unwrap_or_default());
        let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let (rest, fresh) = (&old[start..], &new[start..]);
        let end = rest.iter().rev().zip(fresh.iter().rev()).take_while(|(a, b)| a == b).count();
        let side = |whole: Option<&[u8]>, rest: &[u8]| Side {
            digest: whole.map(sha256),
            bytes: rest[..rest.len() - end].to_vec(),
        };
        Self { inside: inside.to_owned(), same: (start, end), before: side(before, rest), after: side(after, fresh) }
    }

    /// Tells how the file is now, going by its bytes.
    pub(super) fn state(&self, now: Option<&[u8]>) -> State {
        let digest = now.map(sha256);
        let turned = |from: &Side, to: &Side| (from.digest == digest).then(|| self.turned(now, from, to)).flatten();
        if let Some(after) = turned(&self.before, &self.after) {
            return State::Before(after);
        }
        turned(&self.after, &self.before).map_or(State::Other, State::After)
    }

    /// The bytes with one side's stretch in place of the other's; none where they do not fit.
    fn turned(&self, now: Option<&[u8]>, from: &Side, to: &Side) -> Option<Option<Vec<u8>>> {
        let now = now.unwrap_or_default();
        let (start, end) = self.same;
        if start.checked_add(end)?.checked_add(from.bytes.len())? != now.len() {
            return None;
        }
        let whole = [&now[..start], &to.bytes, &now[now.len() - end..]].concat();
        match to.digest {
            Some(digest) => (digest == sha256(&whole)).then_some(Some(whole)),
            None => whole.is_empty().then_some(None),
        }
    }
}

impl Step {
    /// The step as bytes: lines, and stretches of bytes whose length stands before them.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut out = format!("{HEAD}\n").into_bytes();
        stretch(&mut out, self.command.as_bytes());
        number(&mut out, self.undoes.unwrap_or(0));
        number(&mut out, self.entries.len() as u64);
        for entry in &self.entries {
            stretch(&mut out, entry.inside.as_bytes());
            number(&mut out, entry.same.0 as u64);
            number(&mut out, entry.same.1 as u64);
            for side in [&entry.before, &entry.after] {
                stretch(&mut out, side.digest.as_ref().map_or(&[], |digest| digest.as_slice()));
                stretch(&mut out, &side.bytes);
            }
        }
        let digest = sha256(&out);
        stretch(&mut out, &digest);
        out
    }

    /// Reads a step; none where the bytes are not one, or not whole.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(HEAD.as_bytes())?.strip_prefix(b"\n")?;
        let command = String::from_utf8(take_stretch(&mut rest)?.to_vec()).ok()?;
        let undoes = Some(take_number(&mut rest)?).filter(|number| *number > 0);
        let count = take_number(&mut rest)?;
        let entries = (0..count).map(|_| entry(&mut rest)).collect::<Option<Vec<Entry>>>()?;
        let body = &bytes[..bytes.len() - rest.len()];
        let is_whole = take_stretch(&mut rest)? == sha256(body) && rest.is_empty();
        is_whole.then_some(Self { command, undoes, entries })
    }
}

fn entry(rest: &mut &[u8]) -> Option<Entry> {
    let inside = String::from_utf8(take_stretch(rest)?.to_vec()).ok()?;
    let mut length = || usize::try_from(take_number(rest)?).ok();
    let same = (length()?, length()?);
    Some(Entry { inside, same, before: side(rest)?, after: side(rest)? })
}

fn side(rest: &mut &[u8]) -> Option<Side> {
    let digest = match take_stretch(rest)? {
        [] => None,
        digest => Some(digest.try_into().ok()?),
    };
    Some(Side { digest, bytes: take_stretch(rest)?.to_vec() })
}

fn number(out: &mut Vec<u8>, number: u64) {
    out.extend_from_slice(format!("{number}\n").as_bytes());
}

fn stretch(out: &mut Vec<u8>, bytes: &[u8]) {
    number(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
    out.push(b'\n');
}

fn take_number(rest: &mut &[u8]) -> Option<u64> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let number = std::str::from_utf8(&rest[..end]).ok()?.parse().ok()?;
    *rest = &rest[end + 1..];
    Some(number)
}

fn take_stretch<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(take_number(rest)?).ok()?;
    let (bytes, after) = rest.split_at_checked(length)?;
    *rest = after.strip_prefix(b"\n")?;
    Some(bytes)
}
