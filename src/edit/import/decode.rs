//! Bytes of files as other programs write them, as text.

use super::Trouble;
use encoding_rs::Encoding;
use encoding_rs::UTF_8;
use encoding_rs::UTF_16BE;
use encoding_rs::UTF_16LE;
use encoding_rs::WINDOWS_1252;

/// Beginnings of files that are no texts, what these are, and what to do about it.
const NO_TEXTS: &[(&[u8], &str, &str)] = &[
    (
        b"PK\x03\x04",
        "a workbook or an archive",
        "open it in the program that made it, and save each sheet as CSV (UTF-8)",
    ),
    (b"\xD0\xCF\x11\xE0", "a workbook", "open it in the program that made it, and save each sheet as CSV (UTF-8)"),
    (b"\x1F\x8B", "compressed", "unpack it with `gunzip`, and import what comes out"),
    (b"BZh", "compressed", "unpack it with `bunzip2`, and import what comes out"),
    (b"\xFD7zXZ", "compressed", "unpack it with `unxz`, and import what comes out"),
    (b"\x28\xB5\x2F\xFD", "compressed", "unpack it with `unzstd`, and import what comes out"),
    (b"%PDF-", "a PDF", "copy its table into a spreadsheet, and save that as CSV (UTF-8)"),
];

/// A text, and how its bytes were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding that was taken, by its name in the Encoding Standard.
    pub encoding: &'static str,
    /// Whether some bytes belong to no character of it and stand as U+FFFD.
    pub is_broken: bool,
}

/// Reads bytes: by their byte order mark, else by the encoding that is named, else as UTF-8, as
/// UTF-16 where zeros stand in every other byte, or as Windows-1252, of which Latin-1 is a part.
///
/// # Errors
///
/// The encoding is none, or the bytes are a spreadsheet or an archive.
///
/// ```
/// use actant::edit::import::decode;
///
/// assert_eq!(decode(b"C\xf4te", None).expect("a text").text, "Côte");
/// ```
pub fn decode(bytes: &[u8], named: Option<&str>) -> Result<Decoded, Trouble> {
    if let Some((_, what, help)) = NO_TEXTS.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(trouble(format!("the file is {what}, not a text"), help));
    }
    let named = named.map(label).transpose()?;
    let encoding = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or(named).unwrap_or_else(|| guess(bytes));
    let (text, encoding, is_broken) = encoding.decode(bytes);
    if let Some(at) = text.find('\0') {
        let line = text[..at].matches('\n').count() + 1;
        let help = "save it anew in the program that made it, as CSV (UTF-8) where it is a table";
        return Err(trouble(format!("line {line} holds a byte of value zero, which no text has"), help));
    }
    // lines that end as on an old Macintosh could not be counted
    let is_old = text.contains('\r') && !text.contains('\n');
    let text = if is_old { text.replace('\r', "\n") } else { text.into_owned() };
    Ok(Decoded { text, encoding: encoding.name(), is_broken })
}

fn trouble(headline: String, help: &str) -> Trouble {
    Trouble { headline, at: None, help: vec![help.into()] }
}

fn label(name: &str) -> Result<&'static Encoding, Trouble> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| {
        let help = "names are those of the Encoding Standard: utf-8, utf-16le, windows-1252, windows-1251";
        trouble(format!("no encoding is called \"{name}\""), help)
    })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(512)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 4;
    match (zeros(0), zeros(1)) {
        (even, odd) if odd > half && even <= half / 4 => UTF_16LE,
        (even, odd) if even > half && odd <= half / 4 => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => WINDOWS_1252,
    }
}
