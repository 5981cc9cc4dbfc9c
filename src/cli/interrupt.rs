//! Ctrl-C: ends at once, except while a file is being replaced.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

static WANTED: AtomicBool = AtomicBool::new(false);
static WRITING: AtomicBool = AtomicBool::new(false);

/// Ends the process with 130 on Ctrl-C; while a file is being written, asks for it instead.
pub(super) fn watch() {
    // Without a handler Ctrl-C still ends the process, so that nothing is lost where none can be set.
    let _ = ctrlc::set_handler(|| {
        WANTED.store(true, Ordering::SeqCst);
        if !WRITING.load(Ordering::SeqCst) {
            std::process::exit(130);
        }
    });
}

/// Tells whether Ctrl-C was pressed.
pub(super) fn is_wanted() -> bool {
    WANTED.load(Ordering::SeqCst)
}

/// Does something that must not be left half done.
pub(super) fn uninterrupted<T>(work: impl FnOnce() -> T) -> T {
    WRITING.store(true, Ordering::SeqCst);
    let done = work();
    WRITING.store(false, Ordering::SeqCst);
    done
}
