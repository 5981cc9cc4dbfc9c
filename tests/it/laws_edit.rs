//! Laws of editing, tried on every record of the shipped graph in every dress that a file may wear.

use crate::shipped;
use actant::edit;
use actant::edit::Change;
use actant::edit::Draft;
use actant::edit::Patch;
use actant::edit::Section;
use actant::edit::Subject;
use actant::load;
use actant::load::File;
use actant::text::Span;
use serde_json::Value;

/// A way in which the text of a file may differ from the canonical one.
type Dress = fn(&File) -> File;

const DRESSES: &[(&str, Dress)] = &[
    ("canonical", |file| file.clone()),
    ("with Windows' line ends", |file| File::new(file.path(), file.text().replace('\n', "\r\n"))),
    ("on one line", |file| File::new(file.path(), compact(file.text()))),
    ("indented by four", |file| File::new(file.path(), file.text().replace("  ", "    "))),
    ("as lines", |file| File::new(file.path().replace(".json", ".jsonl"), lines(file.text()))),
];

fn compact(text: &str) -> String {
    serde_json::from_str::<Value>(text).unwrap().to_string()
}

/// The records of a file one a line, in the canonical form.
fn lines(text: &str) -> String {
    let mut out = String::new();
    let file: Value = serde_json::from_str(text).unwrap();
    for section in [Section::Sources, Section::Actors, Section::Relations] {
        for record in file[section.key()].as_array().into_iter().flatten() {
            out.push_str(&serde_json::json!({ section.one(): record }).to_string());
            out.push('\n');
        }
    }
    edit::fmt("a.jsonl", &out, 0).unwrap()
}

/// Every seventh record of every file in every dress, for the whole would take minutes.
fn some(mut visit: impl FnMut(&str, &File, Section, Span)) {
    let dressed = |file: File| DRESSES.iter().map(move |(dress, change)| (*dress, change(&file)));
    let mut seen = 0;
    for (dress, file) in shipped::files().into_iter().flat_map(dressed) {
        for (section, raw) in edit::records(&file, 0).into_iter().step_by(7) {
            seen += 1;
            visit(dress, &file, section, raw.span());
        }
    }
    assert!(seen > 300, "only {seen} records were tried");
}

/// The file after a patch.
fn patched(file: &File, patch: Patch<'_>) -> String {
    patch.finish().pop().map_or_else(|| file.text().to_owned(), |one| one.after)
}

fn facts(text: &str, path: &str) -> Vec<String> {
    let file = File::new(path, text);
    let all = edit::records(&file, 0).into_iter();
    let mut all: Vec<String> = all.map(|(_, raw)| compact(raw.json())).collect();
    all.sort();
    all
}

/// The bytes of two texts that differ: what stands in the middle of each.
fn middles<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str) {
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let rest = one.len().min(other.len()) - same;
    let back = one.bytes().rev().zip(other.bytes().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let cut = |text: &'t str| text.get(same..text.len() - back).unwrap_or_default();
    (cut(one), cut(other))
}

#[test]
fn what_is_removed_and_added_again_stands_where_it_stood() {
    some(|dress, file, section, span| {
        let one = [file.clone()];
        let json = file.text()[span.start as usize..span.end as usize].to_owned();
        let mut patch = Patch::new(&one);
        patch.remove(section, span);
        let without = File::new(file.path(), patched(file, patch));
        let missing = facts(file.text(), file.path()).len() - facts(without.text(), file.path()).len();
        assert_eq!(missing, 1, "{dress}: {json}");
        let two = [without.clone()];
        let mut patch = Patch::new(&two);
        patch.add(file.path(), Draft::read(section, &json).unwrap());
        let again = patched(&without, patch);
        assert_eq!(facts(&again, file.path()), facts(file.text(), file.path()), "{dress}: {json}");
        // an emptied list stays as `[]`, and of no other form does the text keep no trace
        if ["canonical", "with Windows' line ends", "as lines"].contains(&dress) {
            assert_eq!(again, file.text(), "{dress}: {json}");
        }
    });
}

#[test]
fn a_change_touches_the_bytes_of_its_record_alone() {
    some(|dress, file, section, span| {
        let one = [file.clone()];
        let mut patch = Patch::new(&one);
        let body = patch.read(section, span);
        let new = Change::Set("changed \"by\" hand".into()).applied(section, &body, "note").unwrap();
        patch.change(section, span, &new);
        let after = patched(file, patch);
        let (old, new) = middles(file.text(), &after);
        assert!(old.len() <= span.end as usize - span.start as usize, "{dress}: {old}");
        assert!(new.contains("by"), "{dress}: {new}");
        let back = File::new(file.path(), after);
        let (section, raw) = edit::records(&back, 0)
            .into_iter()
            .find(|(_, raw)| raw.get("note").is_some_and(|note| note.json().contains("changed")))
            .unwrap();
        let two = [back.clone()];
        let mut patch = Patch::new(&two);
        patch.change(section, raw.span(), &body);
        let text = patched(&back, patch);
        assert_eq!(facts(&text, file.path()), facts(file.text(), file.path()), "{dress}");
        if dress == "canonical" {
            assert_eq!(text, file.text());
        }
    });
}

#[test]
fn canonical_files_stay_canonical() {
    for file in shipped::files() {
        let one = [file.clone()];
        for (at, (section, raw)) in edit::records(&file, 0).into_iter().enumerate() {
            let mut patch = Patch::new(&one);
            let body = patch.read(section, raw.span());
            let renamed =
                ["id", "from"].iter().find_map(|key| Change::Set("a".into()).applied(section, &body, key).ok());
            match at % 3 {
                0 => patch.remove(section, raw.span()),
                1 => patch.change(section, raw.span(), &renamed.unwrap()),
                _ => _ = patch.add(file.path(), Draft { section, body: renamed.unwrap() }),
            }
            let after = patched(&file, patch);
            assert_eq!(edit::fmt(file.path(), &after, 0).as_deref(), Ok(&*after), "{}", raw.json());
        }
    }
}

#[test]
fn several_records_may_go_at_once() {
    for file in shipped::files() {
        for keep in [0, 2, 3] {
            let one = [file.clone()];
            let mut patch = Patch::new(&one);
            let records = edit::records(&file, 0);
            let goes = |at: usize| keep == 0 || !at.is_multiple_of(keep);
            let (gone, kept): (Vec<_>, Vec<_>) = records.iter().enumerate().partition(|(at, _)| goes(*at));
            // backwards and forwards, for neighbours share a comma
            let (odd, even): (Vec<_>, Vec<_>) = gone.iter().partition(|(at, _)| at % 2 == 1); // neighbours share a comma
            for (_, (section, raw)) in odd.iter().rev().chain(&even) {
                patch.remove(*section, raw.span());
            }
            let after = patched(&file, patch);
            let mut rest: Vec<String> = kept.iter().map(|(_, (_, raw))| compact(raw.json())).collect();
            rest.sort();
            assert_eq!(facts(&after, file.path()), rest, "{} every {keep}", file.path());
        }
    }
}

#[test]
fn an_actor_without_uses_can_go_and_a_renamed_one_leaves_no_trace() {
    let files = shipped::files();
    let (before, subject) = (load::load(&files), Subject::Actor("iran"));
    let uses = edit::uses(&files, subject);
    assert!(uses.len() > 50);
    let mut patch = Patch::new(&files);
    for one in &uses {
        let body = patch.read(one.section, one.span);
        patch.change(one.section, one.span, &edit::renamed(one.section, &body, subject, "persia"));
    }
    let iran = before.model.actor("iran").unwrap();
    let body = patch.read(Section::Actors, before.model[iran].place.span);
    let new = Change::Set("persia".into()).applied(Section::Actors, &body, "id").unwrap();
    patch.change(Section::Actors, before.model[iran].place.span, &new);
    let mut after = files.clone();
    for one in patch.finish() {
        let at = after.iter().position(|file| file.path() == one.path).unwrap();
        after[at] = File::new(one.path, one.after);
    }
    assert!(edit::uses(&after, subject).is_empty());
    let loaded = load::load(&after);
    assert_eq!(loaded.model.relations().len(), before.model.relations().len());
    assert_eq!(loaded.diagnostics.len(), before.diagnostics.len(), "{:?}", loaded.diagnostics);
}
