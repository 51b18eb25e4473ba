//! The figures in DESIGN.md are those that are recorded.

use serde_json::Value;

/// What a row of a table says in its second column, by the start of its first.
fn figure(table: &str, row: &str) -> u64 {
    let line = table
        .lines()
        .find(|line| line.starts_with(&format!("| {row}")))
        .unwrap_or_else(|| panic!("no row {row}"));
    line.split('|').nth(2).unwrap().trim().replace(',', "").parse().unwrap()
}

#[test]
fn the_instructions_in_design_are_those_that_are_recorded() {
    let recorded: Value = serde_json::from_str(include_str!("../expected.json")).unwrap();
    let design = include_str!("../../DESIGN.md");
    for (row, workload) in [
        ("ready, `chain!`", "W1"),
        ("pending, `chain!`", "W2"),
        ("pending and failing", "W3"),
        ("pending, each stage gives a ready", "W4"),
    ] {
        let recorded = recorded["chain"][workload]["instructions"].as_u64().unwrap();
        assert_eq!(figure(design, row), recorded, "{workload}: {row}");
    }
}
