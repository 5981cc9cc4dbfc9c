//! Every way to end: whose fault it is decides the exit code.

use super::terminal;
use crate::question::Trouble;
use crate::text::visible;
use std::io::Write as _;

/// How the program ends when nothing failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// It is done.
    Done,
    /// A check did not hold.
    NotHeld,
    /// The question or the arguments are wrong.
    Usage,
    /// The environment said no.
    Environment,
    /// A budget was exceeded under `--strict-limits`.
    Budget,
    /// Ctrl-C.
    Interrupted,
}

impl Exit {
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::NotHeld => 1,
            Self::Usage => 2,
            Self::Environment => 3,
            Self::Budget => 4,
            Self::Interrupted => 130,
        }
    }
}

/// Why the program could not do what it was asked to.
#[derive(Debug)]
pub(super) enum Failure {
    /// The person's words are wrong.
    Question(Trouble),
    /// The person's words are wrong, and this is the repair.
    Usage(String, Vec<String>),
    /// The machine said no: what was tried, and what it said.
    Environment(String, Vec<String>),
    /// Whoever read our output is gone, which is no error.
    ClosedPipe,
    /// Ctrl-C, before anything was done.
    Interrupted,
}

impl Failure {
    /// Wraps an error of the machine.
    pub(super) fn io(tried: impl std::fmt::Display, error: &std::io::Error) -> Self {
        Self::Environment(format!("{tried}: {error}"), Vec::new())
    }

    /// What is wrong, in one line.
    pub(super) fn line(self) -> String {
        match self {
            Self::ClosedPipe => "nobody reads the output".into(),
            Self::Interrupted => "interrupted".into(),
            Self::Question(trouble) => trouble.to_string(),
            Self::Usage(headline, _) | Self::Environment(headline, _) => visible(&headline).into_owned(),
        }
    }

    /// Says on standard error what is wrong and what to do about it.
    pub(super) fn report(self) -> Exit {
        let (exit, headline, help) = match self {
            Self::ClosedPipe => return Exit::Done,
            Self::Interrupted => return Exit::Interrupted,
            Self::Question(trouble) => (Exit::Usage, trouble.to_string(), trouble.help()),
            Self::Usage(headline, help) => (Exit::Usage, headline, help),
            Self::Environment(headline, help) => (Exit::Environment, headline, help),
        };
        let (red, bold, plain) = terminal::marks(terminal::Stream::Error);
        let mut stderr = std::io::stderr().lock();
        let _ = writeln!(stderr, "{red}error{plain}{bold}: {}{plain}", visible(&headline));
        for line in help {
            let _ = writeln!(stderr, "  help: {}", visible(&line));
        }
        exit
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Self::Question(trouble)
    }
}
