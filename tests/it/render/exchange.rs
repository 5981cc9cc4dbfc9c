//! Forms for other programs, held to programs that are not ours.

mod loss;
mod readers;
