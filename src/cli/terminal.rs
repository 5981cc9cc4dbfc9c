//! What the terminal can show.

use std::io::IsTerminal as _;
use std::sync::OnceLock;

/// Where something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    /// Standard output.
    Output,
    /// Standard error.
    Error,
}

/// What `--color` says; set once, when the arguments are known.
static COLOUR: OnceLock<bool> = OnceLock::new();

/// Remembers what `--color` says.
pub(super) fn choose_colour(word: Option<&str>) {
    match word {
        Some("always") => _ = COLOUR.set(true),
        Some("never") => _ = COLOUR.set(false),
        _ => {}
    }
}

/// Tells whether colours are shown on a stream: as `--color` says, else on a terminal unless
/// `NO_COLOR` or a dumb terminal forbids it.
pub(super) fn has_colour(stream: Stream) -> bool {
    let detect = match stream {
        Stream::Output => supports_color::Stream::Stdout,
        Stream::Error => supports_color::Stream::Stderr,
    };
    COLOUR.get().copied().unwrap_or_else(|| supports_color::on(detect).is_some())
}

/// Tells whether standard output is a terminal.
pub(super) fn is_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// How wide lines may be: the terminal's width, or 100 in a pipe, whatever `COLUMNS` says there.
pub(super) fn width() -> usize {
    let of_terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    is_terminal().then(of_terminal).flatten().unwrap_or(100).max(40)
}

/// The escape sequences for an error's headline, for bold, and to end both; empty without colours.
pub(super) fn marks(stream: Stream) -> (&'static str, &'static str, &'static str) {
    if has_colour(stream) { ("\u{1b}[1;31m", "\u{1b}[1m", "\u{1b}[0m") } else { ("", "", "") }
}
