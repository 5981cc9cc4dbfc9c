//! What records accept: a warning with a reason becomes a counted note.

use super::read::Accepted;
use super::rules::RULES;
use super::rules::Rule;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::text::Span;
use crate::text::nearest;
use crate::text::visible;

/// The rule that what is accepted still happens.
pub(super) const STALE: &str = "stale-accept";

/// Turns the warnings that a record accepts into notes; gives warnings of what is accepted in vain.
///
/// A warning is accepted by any record that one of its labels stands in.
pub(super) fn settle(mut accepted: Vec<Accepted>, diagnostics: &mut [Diagnostic]) -> Vec<Diagnostic> {
    if accepted.is_empty() {
        return Vec::new();
    }
    accepted.sort_by(|a, b| (a.record, &a.rule).cmp(&(b.record, &b.rule)));
    let mut used = vec![false; accepted.len()];
    for diagnostic in diagnostics.iter_mut().filter(|one| one.severity == Severity::Warning) {
        let at: Vec<usize> =
            diagnostic.labels().filter_map(|label| find(&accepted, label.span, diagnostic.rule)).collect();
        at.iter().for_each(|at| used[*at] = true);
        if let Some(at) = at.first() {
            diagnostic.accept(&accepted[*at].reason);
        }
    }
    let vain = accepted.iter().zip(used).filter(|(_, used)| !used);
    vain.map(|(accepted, _)| in_vain(accepted)).collect()
}

/// The position of what accepts a rule for the record that a span stands in.
fn find(accepted: &[Accepted], span: Span, rule: &str) -> Option<usize> {
    let begun = accepted.partition_point(|one| (one.record.file, one.record.start) <= (span.file, span.start));
    let record = accepted[..begun].last().map(|last| last.record)?;
    let inside = record.file == span.file && span.end <= record.end;
    let mut same = accepted[..begun].iter().enumerate().rev().take_while(|(_, one)| one.record == record);
    same.find(|(_, one)| inside && *one.rule == *rule).map(|(at, _)| at)
}

fn in_vain(accepted: &Accepted) -> Diagnostic {
    let rule = visible(&accepted.rule);
    let (name, headline, help) = match Rule::named(&accepted.rule) {
        Some(Rule { severity: Severity::Warning, .. }) => {
            (STALE, format!("`{rule}` is accepted, and does not happen"), "delete it from `accept`".to_owned())
        }
        Some(_) => {
            let headline = format!("`{rule}` cannot be accepted: it is no warning");
            ("unknown-rule", headline, "put right what it tells, and delete it from `accept`".to_owned())
        }
        None => {
            let near = nearest(&accepted.rule, RULES.iter().map(|rule| rule.name), 1);
            let help = near
                .first()
                .map_or("`actant explain` lists all rules".to_owned(), |near| format!("did you mean `{near}`?"));
            ("unknown-rule", format!("there is no rule `{rule}`"), help)
        }
    };
    Diagnostic::error(name, headline, accepted.span, "accepted in vain").severity(Severity::Warning).help(help)
}
