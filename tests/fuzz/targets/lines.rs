//! Any bytes, tried as `lines` says in `laws.rs`.
#![no_main]

#[path = "../laws.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::lines(bytes));
