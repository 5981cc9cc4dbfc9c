//! Forms for other programs, held to programs that are not ours.

mod counterparts;
mod databases;
mod lines;
mod loss;
mod readers;

use super::sample;
use actant::model::RelationId;
use actant::render::{Surroundings, Trouble, by_name};

#[test]
fn mermaid_says_what_it_cannot_hold_and_what_to_do() {
    let mermaid = by_name("mermaid").unwrap();
    let mut answer = sample::route();
    let fact = answer.facts[&RelationId(0)].clone();
    answer.facts = (0..500).map(|at| (RelationId(at), fact.clone())).collect();
    assert!((mermaid.write)(&answer, &Surroundings::default()).is_ok());
    answer.facts.insert(RelationId(500), fact);
    let trouble = (mermaid.write)(&answer, &Surroundings::default()).unwrap_err();
    assert_eq!(trouble.to_string(), "Mermaid draws at most 500 edges, and this is 501");
    assert!(trouble.help().contains("--only TYPE"), "{}", trouble.help());
    let mut answer = sample::route();
    answer.title = "-".repeat(20_000);
    let trouble = (mermaid.write)(&answer, &Surroundings::default()).unwrap_err();
    assert!(matches!(trouble, Trouble::TooLarge(..)) && trouble.to_string().contains("at most 50,000 characters"));
}
