//! One page with text that can be selected and searched.

use super::tree;
use crate::answer::Answer;
use crate::render::Carries;
use crate::render::Content;
use crate::render::Format;
use crate::render::Trouble;
use crate::render::surroundings::Surroundings;
use crate::render::svg;
use crate::render::svg::Setting;
use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::SurfaceExt as _;
use krilla_svg::SvgSettings;

/// PDF.
pub(in crate::render) const FORMAT: Format = Format {
    name: "pdf",
    ending: "pdf",
    media_type: "application/pdf",
    content: Content::Binary,
    summary: "the finished picture as a page to print",
    carries: Carries::Reading,
    write,
};

/// Points of a page to a pixel of the picture.
const POINTS: f32 = 72.0 / 96.0;

/// Without a date, so that the same answer gives the same bytes.
fn write(answer: &Answer, around: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let tree = tree(&svg::draw(answer, around, Setting::Isolates)?)?;
    let size = Size::from_wh(tree.size().width() * POINTS, tree.size().height() * POINTS);
    let size = size.ok_or_else(|| Trouble::Picture("it is empty".into()))?;
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(answer.title.clone()).creator("actant".to_owned()));
    let mut page = document.start_page_with(PageSettings::new(size));
    let mut surface = page.surface();
    surface.draw_svg(&tree, size, SvgSettings::default());
    surface.finish();
    page.finish();
    document.finish().map_err(|error| Trouble::Picture(format!("{error:?}")))
}
