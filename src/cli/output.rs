//! Writing: standard output through one buffered writer, files as a whole or not at all.

use super::failure::Exit;
use super::failure::Failure;
use super::interrupt;
use super::store;
use crate::text::visible;
use std::fmt::Display;
use std::io::BufWriter;
use std::io::ErrorKind;
use std::io::StdoutLock;
use std::io::Write as _;
use std::path::Path;

/// Writes bytes to standard output. A closed pipe ends the program quietly.
pub(super) fn print(bytes: &[u8]) -> Result<(), Failure> {
    written(|stdout| stdout.write_all(bytes))
}

/// Writes to standard output, piece by piece, what may be too much to hold as one text.
pub(super) fn print_piecewise(pieces: impl Display) -> Result<(), Failure> {
    written(|stdout| write!(stdout, "{pieces}"))
}

fn written(write: impl FnOnce(&mut BufWriter<StdoutLock<'_>>) -> std::io::Result<()>) -> Result<(), Failure> {
    let mut stdout = BufWriter::new(std::io::stdout().lock());
    let written = write(&mut stdout).and_then(|()| stdout.flush());
    written.map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Failure::ClosedPipe,
        _ => Failure::io("cannot write to standard output", &error),
    })
}

/// Says something on standard error; what cannot be said there is lost.
pub(super) fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Replaces a file by these bytes: whatever happens, it holds what it held or all of them.
///
/// A temporary file in the same folder is written, synced and renamed over it, and the folder is
/// synced; the file's permissions are kept. A symbolic link stays one: its target is replaced.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let shown = visible(&path.to_string_lossy()).into_owned();
    if std::fs::metadata(&target).is_ok_and(|existing| !existing.is_file()) {
        // A device or a pipe cannot be replaced; it is written to.
        let open = std::fs::OpenOptions::new().write(true).open(&target);
        let written = open.and_then(|mut file| file.write_all(bytes));
        return written.map_err(|error| Failure::io(format_args!("cannot write {shown}"), &error));
    }
    interrupt::uninterrupted(|| rename_over(&target, bytes))
        .map_err(|error| Failure::io(format_args!("cannot write {shown}"), &error))
}

fn rename_over(target: &Path, bytes: &[u8]) -> std::io::Result<()> {
    store::ready(target, bytes)?.persist(target)?;
    store::sync_folder(store::folder(target))
}

/// Prints words and ends well.
pub(super) fn done(text: &str) -> Result<Exit, Failure> {
    print(text.as_bytes())?;
    Ok(Exit::Done)
}
