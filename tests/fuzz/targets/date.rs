//! Any bytes, tried as `date` says in `laws.rs`.
#![no_main]

#[path = "../laws.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::date(bytes));
