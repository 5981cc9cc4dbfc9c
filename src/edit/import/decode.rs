//! Bytes of files as other programs write them, as text.

use super::Trouble;
use encoding_rs::Encoding;
use encoding_rs::UTF_8;
use encoding_rs::UTF_16BE;
use encoding_rs::UTF_16LE;
use encoding_rs::WINDOWS_1252;

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
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        let help = "open it in the program that made it, and save the sheet as CSV (UTF-8)".to_owned();
        return Err(Trouble {
            headline: "the file is a workbook or an archive, not a text".into(),
            at: None,
            help: vec![help],
        });
    }
    let named = named.map(label).transpose()?;
    let encoding = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or(named).unwrap_or_else(|| guess(bytes));
    let (text, encoding, is_broken) = encoding.decode(bytes);
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), is_broken })
}

fn label(name: &str) -> Result<&'static Encoding, Trouble> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| {
        let help = "names are those of the Encoding Standard: utf-8, utf-16le, windows-1252, windows-1251".to_owned();
        Trouble { headline: format!("no encoding is called \"{name}\""), at: None, help: vec![help] }
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
