//! The `actant` program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    actant::cli::main()
}
