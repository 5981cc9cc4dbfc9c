//! One writer at a time: a lock that the system takes back when its holder dies.

use crate::cli::failure::Failure;
use crate::text::visible;
use std::fs::File;
use std::fs::TryLockError;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;
use std::time::Instant;

/// How long a writer waits for another.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it looks.
const STEP: Duration = Duration::from_millis(10);

/// Takes the lock; it is held until the file is dropped. `graph` is what it locks, in words.
pub(super) fn take(path: &Path, graph: &str, command: &str) -> Result<File, Failure> {
    let failed = |error: &std::io::Error| Failure::io(format_args!("cannot lock {graph}"), error);
    // What lies there may have come with the graph: a link or a pipe is not opened.
    if std::fs::symlink_metadata(path).is_ok_and(|kind| !kind.is_file()) {
        return Err(Failure::Environment(format!("cannot lock {graph}: {} is not a file", path.display()), Vec::new()));
    }
    let opened = File::options().read(true).write(true).create(true).truncate(false).open(path);
    let mut file = opened.map_err(|error| failed(&error))?;
    let end = Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::Error(error)) => return Err(failed(&error)),
            Err(TryLockError::WouldBlock) if Instant::now() > end => return Err(held(path, graph)),
            Err(TryLockError::WouldBlock) => std::thread::sleep(STEP),
        }
    }
    // Only said to those who wait in vain: a lock that cannot name its holder holds as well.
    let _ = file.set_len(0).and_then(|()| writeln!(file, "process {}, `actant {command}`", std::process::id()));
    Ok(file)
}

/// Tells whether nobody writes just now.
pub(super) fn is_free(path: &Path) -> bool {
    let is_file = std::fs::symlink_metadata(path).is_ok_and(|kind| kind.is_file());
    is_file && File::open(path).is_ok_and(|file| file.try_lock_shared().is_ok())
}

fn held(path: &Path, graph: &str) -> Failure {
    let holder = std::fs::read_to_string(path).unwrap_or_default();
    let holder = match holder.lines().next() {
        Some(line) if !line.is_empty() => visible(line).into_owned(),
        _ => "another process".into(),
    };
    let help = format!("nothing was written; after {} seconds of waiting this one gave up", PATIENCE.as_secs());
    Failure::Environment(format!("{graph} is being written by {holder}"), vec![help])
}
