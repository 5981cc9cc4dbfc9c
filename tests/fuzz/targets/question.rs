//! Any bytes, tried as `question` says in `laws.rs`.
#![no_main]

#[path = "../laws.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::question(bytes));
