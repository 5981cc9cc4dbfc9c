//! Tables: comma- or tab-separated values as people and spreadsheets write them.
//!
//! A [`super::Mapping`] says what a row is. What it does not name, and cells that are not what they
//! should be, are lost and told. `docs/importing.md` describes mappings.

mod cell;
mod propose;
mod sheet;
mod template;

use super::At;
use super::Catch;
use super::Foreign;
use super::Found;
use super::Importer;
use super::Lost;
use super::Trouble;
use sheet::Sheet;
use sheet::trouble;
use template::Row;
use template::Template;

/// Comma-, semicolon- or tab-separated values.
pub(super) const IMPORTER: Importer = Importer {
    name: "table",
    endings: &["csv", "tsv", "tab"],
    summary: "comma-, semicolon- or tab-separated values, by a mapping",
    recognises: |path, text| {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        IMPORTER.endings.contains(&&*ending) || sheet::is_parted(text)
    },
    propose: Some(propose::propose),
    read,
};

fn read(foreign: &Foreign<'_>) -> Result<Catch, Trouble> {
    let Some(mapping) = foreign.mapping.filter(|mapping| !mapping.records.is_empty()) else {
        return Err(trouble("nothing says what the columns mean", "give a mapping with `records`"));
    };
    let mapping = &mapping.fitting(foreign.vocabulary)?;
    let mut sheet = Sheet::open(foreign.text, &mapping.table)?;
    let templates = mapping.records.iter().map(|record| Template::new(record, mapping, &sheet.columns));
    let templates: Vec<Template<'_>> = templates.collect::<Result<_, _>>()?;
    let mut catch = Catch { unit: "row", ..Catch::default() };
    let mut spare = unused(&templates, &sheet);
    while sheet.next()? {
        let at = At::Line(sheet.line());
        if !sheet.is_blank() {
            row(&sheet, &templates, &at, &mut catch);
            spare.iter_mut().for_each(|(column, cells)| *cells += usize::from(!sheet.cell(*column).is_empty()));
        }
        catch.seen.push(at);
    }
    for (column, cells) in spare.into_iter().filter(|(_, cells)| *cells > 0) {
        let what = format!(
            "column `{}`: the mapping does not name it ({})",
            sheet.columns[column],
            crate::text::count(cells, "cell")
        );
        catch.lost.push(Lost { at: At::Line(sheet.heading), what });
    }
    Ok(catch)
}

/// The columns that no record uses, each without a cell yet.
fn unused(templates: &[Template<'_>], sheet: &Sheet<'_>) -> Vec<(usize, usize)> {
    let mut used = Vec::new();
    templates.iter().for_each(|template| template.uses(&mut used));
    (0..sheet.columns.len()).filter(|column| !used.contains(column)).map(|column| (column, 0)).collect()
}

fn row(sheet: &Sheet<'_>, templates: &[Template<'_>], at: &At, catch: &mut Catch) {
    let mut row = Row { sheet, lost: Vec::new() };
    let before = catch.found.len();
    for template in templates.iter().filter(|template| template.is_meant(sheet)) {
        catch.found.extend(template.fill(&mut row).map(|draft| Found { draft, at: at.clone() }));
    }
    let mut lost = row.lost;
    lost.extend(sheet.beyond().map(|cell| format!("\"{cell}\" stands right of the last heading")));
    if catch.found.len() == before && lost.is_empty() {
        lost.push("no record of the mapping is meant by it".into());
    }
    catch.lost.extend(lost.into_iter().map(|what| Lost { at: at.clone(), what }));
}
