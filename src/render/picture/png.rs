//! Pixels, with their size on the page.

use super::tree;
use crate::answer::Answer;
use crate::render::Carries;
use crate::render::Content;
use crate::render::Format;
use crate::render::Trouble;
use crate::render::surroundings::Surroundings;
use crate::render::svg;
use crate::render::svg::Setting;
use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, PixelDimensions, Unit};
use resvg::tiny_skia::{Pixmap, Transform};

/// PNG.
pub(in crate::render) const FORMAT: Format = Format {
    name: "png",
    ending: "png",
    media_type: "image/png",
    content: Content::Binary,
    summary: "the finished picture in pixels",
    carries: Carries::Reading,
    write,
};

/// As many pixels as a side gets; a larger picture is drawn at a smaller scale.
const LONGEST_SIDE: f32 = 16_000.0;
/// Pixels of a picture to the metre: 96 to the inch.
const PER_METRE: f32 = 96.0 / 0.0254;

fn write(answer: &Answer, around: &Surroundings<'_>) -> Result<Vec<u8>, Trouble> {
    let tree = tree(&svg::draw(answer, around, Setting::Outlines)?)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = f32::from(around.scale.max(1)).min(LONGEST_SIDE / width.max(height));
    let pixels = |side: f32| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a side is short and positive")]
        let pixels = (side * scale).ceil() as u32;
        pixels
    };
    let mut map = Pixmap::new(pixels(width), pixels(height)).ok_or_else(|| Trouble::Picture("it is empty".into()))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut map.as_mut());
    encode(&map, scale).map_err(|error| Trouble::Picture(error.to_string()))
}

/// Without an alpha channel: the ground covers the page.
fn encode(map: &Pixmap, scale: f32) -> Result<Vec<u8>, EncodingError> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, map.width(), map.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a scale is small and positive")]
    let density = (PER_METRE * scale).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: density, yppu: density, unit: Unit::Meter }));
    let colours: Vec<u8> = map.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()]).collect();
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(out)
}
