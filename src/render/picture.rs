//! The finished picture as a PNG and as a PDF.
//!
//! Both are the SVG once more, through `usvg`, with the fonts that measured it and no others: nothing
//! is looked for on the machine. The same answer gives the same bytes.

mod pdf;
mod png;

pub(super) use pdf::FORMAT as PDF;
pub(super) use png::FORMAT as PNG;

use super::Trouble;
use super::measure;
use super::measure::Weight;
use resvg::usvg;
use std::sync::Arc;
use usvg::fontdb::{Database, Source};

/// A picture's tree, its text set in the compiled-in faces.
fn tree(svg: &str) -> Result<usvg::Tree, Trouble> {
    let mut fonts = Database::new();
    let mut load = |weight| fonts.load_font_source(Source::Binary(Arc::new(measure::file(weight)))).first().copied();
    let (regular, bold) = (load(Weight::Regular), load(Weight::Bold));
    let of = move |is_bold: bool| if is_bold { bold } else { regular };
    let font_resolver = usvg::FontResolver {
        select_font: Box::new(move |font, _| of(font.weight() >= BOLD)),
        select_fallback: Box::new(move |_, used, _| {
            [regular, bold].into_iter().flatten().find(|id| !used.contains(id))
        }),
    };
    let options = usvg::Options { fontdb: Arc::new(fonts), font_resolver, ..usvg::Options::default() };
    usvg::Tree::from_str(svg, &options).map_err(|error| Trouble::Picture(error.to_string()))
}

/// The weight from which a face is bold, after CSS.
const BOLD: u16 = 600;
