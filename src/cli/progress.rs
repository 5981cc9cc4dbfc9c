//! Progress of long work, told on a terminal and nowhere else.

use std::io::IsTerminal as _;
use std::io::Write as _;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::channel;
use std::time::Duration;
use std::time::Instant;

/// How long work may take before anything is said, and how often it is said anew.
const PATIENCE: Duration = Duration::from_millis(400);

/// Does work, and says on standard error how long it has been going on; the line is gone when it
/// is done.
pub(super) fn during<T>(what: &str, work: impl FnOnce() -> T) -> T {
    if !std::io::stderr().is_terminal() {
        return work();
    }
    std::thread::scope(|scope| {
        let (working, done) = channel::<()>();
        scope.spawn(move || tell(what, &done));
        let result = work();
        drop(working);
        result
    })
}

fn tell(what: &str, done: &Receiver<()>) {
    let start = Instant::now();
    let mut is_shown = false;
    while done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
        let seconds = start.elapsed().as_secs_f64();
        let _ = write!(std::io::stderr().lock(), "\r{what} … {seconds:.1} s (Ctrl-C ends it)");
        is_shown = true;
    }
    if is_shown {
        let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K");
    }
}
