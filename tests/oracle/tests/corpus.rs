//! What was recorded from Twisted happens here, too.

use deferred_oracle::compare::{Recording, replay};

const CORPUS: &str = include_str!("../corpus.jsonl");

fn recording(line: &str) -> Recording<'_> {
    serde_json::from_str(line).expect("a recording")
}

#[test]
fn every_recorded_program_leaves_the_trace_that_it_left_in_twisted() {
    let mut programs = 0;
    for line in CORPUS.lines() {
        let (_, difference) = replay(&recording(line)).expect("a program");
        if let Some(difference) = difference {
            panic!("{line}\n{difference}");
        }
        programs += 1;
    }
    assert_eq!(programs, 2_000);
}

/// Says on which line the recorded trace differs from ours.
fn difference(program: &str, trace: &str) -> Option<String> {
    let line = format!(r#"{{"program": {program}, "trace": {trace}}}"#);
    let (_, difference) = replay(&recording(&line)).expect("a program");
    difference.map(|difference| difference.to_string())
}

const NESTED: &str = r#"[
    {"make": 0}, {"make": 1},
    {"attach": [0, [{"then": {"id": 0, "does": [{"fire": [1, 2]}], "gives": "same"}}, {"then": {"id": 1, "gives": "same"}}]]},
    {"attach": [1, [{"then": {"id": 2, "gives": {"raise": "A3"}}}]]},
    {"drop": 1}, {"fire": [0, 1]}
]"#;

#[test]
fn case_4_is_told_from_any_other_order() {
    assert_eq!(difference(NESTED, r#"["0 <- 1", "2 <- 2", "unhandled A3", "1 <- 1", "end"]"#), None);
    let other = difference(NESTED, r#"["0 <- 1", "1 <- 1", "2 <- 2", "unhandled A3", "end"]"#);
    assert!(other.is_some_and(|text| text.contains("! 1 <- 1")));
}

#[test]
fn a_report_that_is_missing_or_too_many_is_told() {
    assert!(difference(NESTED, r#"["0 <- 1", "2 <- 2", "1 <- 1", "end"]"#).is_some());
    assert!(
        difference(NESTED, r#"["0 <- 1", "2 <- 2", "unhandled A3", "1 <- 1", "end", "unhandled A3"]"#)
            .is_some()
    );
}

/// Case 19: when what is abandoned is reported differs, but not whether.
#[test]
fn a_report_may_come_at_another_time_where_a_resolver_was_dropped_but_not_be_missing() {
    const ABANDONED: &str = r#"[
        {"make": 0}, {"failed": [1, "A1"]},
        {"attach": [0, [{"then": {"id": 0, "gives": {"held": 1}}}]]},
        {"abandon": 0}, {"result": 0}
    ]"#;
    assert_eq!(difference(ABANDONED, r#"["result 0: pending", "unhandled A1", "end"]"#), None);
    assert!(difference(ABANDONED, r#"["result 0: pending", "end"]"#).is_some());
}
