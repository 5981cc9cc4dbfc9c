//! The picture as pixels, as a page and as outlines, through readers that are not ours; and that
//! every script comes out right.

use super::blocs::blocs;
use super::plain;
use super::sample::Sketch;
use super::written;
use actant::answer::Answer;
use actant::render::Notice;
use actant::render::Surroundings;
use actant::render::Text;
use actant::render::by_name;
use std::cell::RefCell;
use std::io::Cursor;
use std::io::Write as _;
use std::process::Command;

/// Names that need joining, the other direction, or other letters.
const NAMES: [&str; 7] =
    ["حزب الله (لبنان)", "سپاه پاسداران", "می‌خواهم Group", "צה״ל (ישראל)", "Россия", "Ελλάδα", "Česká fl office"];

fn scripts() -> Answer {
    let mut sketch = Sketch::new("Who stands beside حزب الله?");
    sketch.actor("hub", "state", "Iran");
    sketch.source("watch", "صحيفة النهار (بيروت)", None);
    for (at, name) in NAMES.iter().enumerate() {
        let id = format!("a{at}");
        sketch.actor(&id, "state", name);
        sketch.tie(["hub", "supplies", &id], (0, ""));
    }
    sketch.rows()
}

fn bytes(answer: &Answer, format: &str, around: &Surroundings<'_>) -> Vec<u8> {
    (by_name(format).unwrap().write)(answer, around).unwrap()
}

/// What a PNG says: width, height, pixels to the metre, and the pixels.
fn pixels(png: &[u8]) -> ((u32, u32), u32, Vec<u8>) {
    let mut reader = png::Decoder::new(Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    assert_eq!(frame.color_type, png::ColorType::Rgb);
    let density = reader.info().pixel_dims.unwrap();
    assert_eq!((density.xppu, density.unit), (density.yppu, png::Unit::Meter));
    ((frame.width, frame.height), density.xppu, pixels)
}

#[test]
fn a_png_is_the_picture_in_pixels() {
    let answer = blocs();
    for (scale, density) in [(1, 3780), (2, 7559)] {
        let around = Surroundings { scale, ..Surroundings::default() };
        let (size, found, pixels) = pixels(&bytes(&answer, "png", &around));
        assert_eq!((size, found), ((1280 * u32::from(scale), 720 * u32::from(scale)), density));
        let dark = pixels.chunks(3).filter(|colour| colour.iter().all(|part| *part < 96)).count();
        let share = dark * 1000 / (pixels.len() / 3);
        assert!((2..200).contains(&share), "{share} of 1000 pixels are dark");
        let corner = pixels.len() - 3;
        assert_eq!(pixels[corner..], [255; 3]);
    }
}

#[test]
fn the_same_picture_has_the_same_bytes() {
    let around = Surroundings { scale: 1, ..Surroundings::default() };
    for format in ["png", "pdf"] {
        for make in [blocs, scripts] {
            assert_eq!(bytes(&make(), format, &around), bytes(&make(), format, &around), "{format}");
        }
    }
    let pdf = bytes(&blocs(), "pdf", &around);
    for date in ["CreationDate", "ModDate", "CreateDate"] {
        assert!(!pdf.windows(date.len()).any(|part| part == date.as_bytes()), "{date}");
    }
}

/// What a program writes to standard output; none, with a notice, where the machine has it not.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn read(program: &str, (before, after): (&[&str], &[&str]), input: &[u8]) -> Option<Vec<u8>> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(input).unwrap();
    let path = file.path().to_str().unwrap();
    let Ok(output) = Command::new(program).args(before).arg(path).args(after).output() else {
        eprintln!("skipped: there is no `{program}` on this machine");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

/// Words without the marks of direction that a reader puts around them, and without spaces.
fn letters(text: &str) -> String {
    text.chars().filter(|&c| !c.is_whitespace() && !actant::text::is_hidden(c) && c != '\u{200c}').collect()
}

#[test]
fn every_script_can_be_copied_from_a_pdf() {
    let pdf = bytes(&scripts(), "pdf", &Surroundings::default());
    let Some(text) = read("pdftotext", (&["-layout"], &["-"]), &pdf) else { return };
    let text = String::from_utf8(text).unwrap();
    for name in NAMES {
        for word in name.split([' ', '(', ')']) {
            assert!(letters(&text).contains(&letters(word)), "{word:?} is not in {text}");
        }
    }
    assert!(text.contains("Who stands beside") && text.contains("As of 26 February 2026."), "{text}");
}

#[test]
fn a_pdf_shows_what_a_png_shows() {
    let around = Surroundings { scale: 1, ..Surroundings::default() };
    let pdf = bytes(&scripts(), "pdf", &around);
    let Some(page) = read("pdftoppm", (&["-r", "96", "-png"], &[]), &pdf) else { return };
    let ((width, height), _, of_page) = pixels(&page);
    let ((wanted, tall), _, of_png) = pixels(&bytes(&scripts(), "png", &around));
    assert_eq!((width, height), (wanted, tall));
    // Two programs smooth edges in their own ways; a line set elsewhere moves whole letters.
    let far = of_page.chunks(3).zip(of_png.chunks(3)).filter(|(a, b)| a[0].abs_diff(b[0]) > 200).count();
    assert!(far * 2000 < of_png.len() / 3, "{far} pixels differ");
}

#[test]
fn text_as_outlines_needs_no_font() {
    let around = Surroundings { text: Text::Outlines, ..Surroundings::default() };
    let (live, drawn) = (plain(&scripts(), "svg"), written(&scripts(), "svg", &around));
    let read = roxmltree::Document::parse(&drawn).unwrap();
    assert!(read.descendants().all(|node| !node.has_tag_name("text")));
    let ids = |svg: &str| {
        let read = roxmltree::Document::parse(svg).unwrap();
        read.descendants().filter_map(|node| node.attribute("id").map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(ids(&live), ids(&drawn));
}

#[test]
fn a_line_from_right_to_left_says_so() {
    let svg = plain(&scripts(), "svg");
    let read = roxmltree::Document::parse(&svg).unwrap();
    let texts = read.descendants().filter(|node| node.has_tag_name("text"));
    for text in texts {
        let first = text.text().unwrap().chars().find(|c| c.is_alphabetic());
        let is_turned = first.is_some_and(|c| ('\u{590}'..'\u{900}').contains(&c));
        assert_eq!(text.attribute("direction") == Some("rtl"), is_turned, "{:?}", text.text());
    }
}

/// What is said of a picture besides the picture.
fn notices(answer: &Answer) -> Vec<String> {
    let notices = RefCell::new(Vec::new());
    let notice = |notice: Notice| notices.borrow_mut().push(notice.to_string());
    bytes(answer, "svg", &Surroundings { notice: &notice, ..Surroundings::default() });
    notices.into_inner()
}

#[test]
fn small_text_and_missing_glyphs_are_told() {
    assert_eq!(notices(&scripts()), ["smallest text 8.2 pt"]);
    let mut sketch = Sketch::new("中国 and 中");
    sketch.actor("hub", "state", "Iran");
    assert_eq!(notices(&sketch.rows()), ["smallest text 8.2 pt", "no glyph for 中 (U+4E2D), 国 (U+56FD)"]);
}
