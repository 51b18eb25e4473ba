//! Running all cells, and counting them.
//!
//! `DEFERRED_CELLS=then_waits cargo test -p deferred --test matrix -- --nocapture` runs those whose names have this in them, and says what happens
//! in each.

use crate::scenario::{ACTS, Act, Came, OUTSIDES, Outside, SOURCES, Source};
use crate::world::{Note, SITES, Site};
use crate::{any_thread, this_thread};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The kinds of one flavour, and how a cell is run.
pub struct Matrix {
    pub flavour: &'static str,
    pub kinds: Vec<&'static str>,
    pub run: fn(usize, Source, Outside, Option<(usize, Act)>) -> Came,
}

/// How many scenarios and cells there are, and what cannot be done at the places where code of the user's runs, which `Act::needs` explains.
const COUNTS: [(&str, [usize; 3]); 2] =
    [("one thread", [6_419, 305_534, 545_856]), ("any thread", [6_272, 299_236, 534_408])];

/// Cells in which the flavours do not do the same, or in another order. In one thread a node is `Abandoned` while what it held is torn down;
/// across threads it is claimed until that is over, so what is attached meanwhile goes with it (DESIGN.md, the states of a cell).
const DIFFERENT: usize = 898;

/// Kinds that only one flavour has, and why.
const OF_ONE_FLAVOUR: [(&str, &str, &str); 3] = [
    ("via_", "any thread", "what stays on its thread does not hop"),
    ("brought_", "one thread", "an inbox brings what crosses threads to where it stays"),
    ("polled_", "one thread", "an inbox polls what stays on its thread"),
];

/// Kinds that are given no callback of the matrix's own, so that its faults are in those before and behind them, in cancellers, drops, clocks and
/// executors: what they do with a callback, another of their kind does.
const WITHOUT_CALLBACKS: [&str; 40] = [
    "raises",
    "raises_at_most",
    "chain_then_path",
    "chain_raises",
    "gather_with_ready",
    "gather_with_pending",
    "gather_with_failing",
    "gather_and_cancel_the_rest",
    "list_with_ready",
    "list_with_pending",
    "race_with_ready",
    "race_with_late_values",
    "first_success_with_failing",
    "first_settled_with_pending",
    "first_failure_with_pending",
    "some_of_three",
    "join_with_ready",
    "join_with_pending",
    "join_with_failing",
    "join_and_cancel_the_rest",
    "list_of_different",
    "list_of_lists",
    "lock_acquired_behind",
    "queue_that_has_it",
    "queue_that_is_closed",
    "queue_whose_delivery_goes",
    "chain_into",
    "chain_into_later",
    "chain_into_cancellable",
    "begun",
    "protect",
    "uncancellable",
    "protect_and_uncancellable",
    "paused",
    "paused_and_not",
    "share",
    "share_that_one_drops",
    "from_future_that_nobody_polls_before_its_turn",
    "future_in_a_future",
    "brought_by_an_inbox_that_goes",
];

/// What is let go, and why: of a result that others have, the copy for one who was cancelled while it was made.
const TOO_LATE: [(&str, Act, Site); 1] = [("share_", Act::Cancel, Site::Cloning)];

/// What was found.
#[derive(Default)]
struct Found {
    flavour: &'static str,
    kinds: Vec<&'static str>,
    scenarios: usize,
    cells: usize,
    /// What cannot be done at a place, by what is not there: it has fired or gone, or is not there yet.
    impossible: BTreeMap<&'static str, usize>,
    /// At which sites each kind runs code of the user's.
    sites: BTreeMap<(&'static str, Site), usize>,
    faults: Vec<String>,
    let_go: [usize; TOO_LATE.len()],
    traces: BTreeMap<String, (u64, u64)>,
}

impl Found {
    fn look(&mut self, kind: &str, name: String, fault: Option<(Act, Site)>, came: Came, is_told: bool) {
        // Where an error cannot be printed, its report says so.
        let panics = usize::from(matches!(fault, Some((Act::Panic, site)) if site != Site::Printing));
        let mut complaints = came.seen.complaints;
        if came.panics != panics {
            complaints.push(format!("{} panics came out, and not {panics}", came.panics));
        }
        if came.seen.fault_is_left {
            complaints.push("its place was not reached".into());
        }
        let too_late =
            TOO_LATE.iter().position(|(of, act, site)| kind.starts_with(of) && fault == Some((*act, *site)));
        if let Some(too_late) = too_late {
            let before = complaints.len();
            complaints.retain(|complaint| !complaint.contains("went without a report"));
            self.let_go[too_late] += before - complaints.len();
        }
        if is_told {
            println!("{}, {name}: {:#?}", self.flavour, came.seen.trace);
        }
        self.faults.extend(complaints.into_iter().map(|complaint| format!("{name}: {complaint}")));
        let hash = |note: &Note| {
            let mut hasher = DefaultHasher::new();
            note.hash(&mut hasher);
            hasher.finish()
        };
        let (mut what, mut order) = (0_u64, 0_u64);
        for note in came.seen.trace.iter().map(hash) {
            what = what.wrapping_add(note);
            order = order.wrapping_mul(31).wrapping_add(note);
        }
        self.traces.insert(name, (what, order));
    }
}

fn run_all(matrix: Matrix, only: Option<&str>) -> Found {
    let Matrix { flavour, kinds, run } = matrix;
    let mut found = Found { flavour, kinds: kinds.clone(), ..Found::default() };
    let is_asked_for = |name: &str| only.is_none_or(|only| name.contains(only));
    for (number, kind) in kinds.into_iter().enumerate() {
        for (source, outside) in
            SOURCES.into_iter().flat_map(|source| OUTSIDES.map(|outside| (source, outside)))
        {
            let scenario = format!("{kind} {source:?} {outside:?}");
            if only.is_some_and(|only| !only.contains(&scenario) && !scenario.contains(only)) {
                continue;
            }
            found.scenarios += 1;
            let mut calm = run(number, source, outside, None);
            let reached = std::mem::take(&mut calm.seen.reached);
            found.look(kind, scenario.clone(), None, calm, only.is_some_and(|only| scenario.contains(only)));
            for (at, (site, possible)) in reached.into_iter().enumerate() {
                *found.sites.entry((kind, site)).or_default() += 1;
                for act in ACTS {
                    let name = format!("{scenario}, {act:?} at {at} ({site:?})");
                    if possible & act.bit() == 0 {
                        *found.impossible.entry(act.needs()).or_default() += 1;
                    } else if is_asked_for(&name) {
                        found.cells += 1;
                        let came = run(number, source, outside, Some((at, act)));
                        found.look(kind, name, Some((act, site)), came, only.is_some());
                    }
                }
            }
        }
    }
    found
}

/// Prints what was run, and what could not be.
fn told(found: &Found) -> String {
    let mut text = String::new();
    let impossible: usize = found.impossible.values().sum();
    let Found { flavour, kinds, scenarios, cells, .. } = found;
    let _ = writeln!(text, "{flavour}: {} kinds, {scenarios} scenarios, {cells} cells", kinds.len());
    let _ =
        writeln!(text, "  {impossible} cannot be, since there is no more or not yet: {:?}", found.impossible);
    for site in SITES {
        let at = |(_, other): &&(&str, Site)| *other == site;
        let (kinds, places) =
            (found.sites.keys().filter(at).count(), found.sites.iter().filter(|(key, _)| key.1 == site));
        let _ = writeln!(
            text,
            "  {site:?}: {kinds} kinds, {} places",
            places.map(|(_, count)| count).sum::<usize>()
        );
    }
    text
}

/// The cells of both flavours in which not the same happens, or in another order.
fn different<'a>(here: &'a Found, anywhere: &Found) -> Vec<&'a str> {
    let differs = |(name, trace): &(&String, &(u64, u64))| {
        anywhere.traces.get(*name).is_some_and(|other| other != *trace)
    };
    here.traces.iter().filter(differs).map(|(name, _)| name.as_str()).collect()
}

#[test]
fn every_cell_holds_and_both_flavours_do_the_same() {
    let only = std::env::var("DEFERRED_CELLS").ok();
    let only = only.as_deref();
    let found = std::thread::scope(|scope| {
        let each = [this_thread::matrix, any_thread::matrix];
        let each = each.map(|matrix| scope.spawn(move || run_all(matrix(), only)));
        each.map(|each| each.join().expect("no panic comes out of a cell"))
    });
    for found in &found {
        println!("{}", told(found));
        let first: Vec<_> = found.faults.iter().take(40).collect();
        assert!(first.is_empty(), "{}, {} faults:\n{first:#?}", found.flavour, found.faults.len());
    }
    let [here, anywhere] = &found;
    let different = different(here, anywhere);
    let is_of_a_source_that_goes = |name: &&str| name.contains(" Goes ") || name.contains(" Gone ");
    let others: Vec<_> = different.iter().filter(|name| !is_of_a_source_that_goes(name)).take(20).collect();
    assert!(others.is_empty(), "the flavours differ in these, and nothing is abandoned there:\n{others:#?}");
    if only.is_some() {
        return;
    }
    assert_eq!(different.len(), DIFFERENT, "cells in which the flavours differ");
    for (found, (flavour, counts)) in found.iter().zip(COUNTS) {
        let counted = [found.scenarios, found.cells, found.impossible.values().sum()];
        assert_eq!((found.flavour, counted), (flavour, counts), "scenarios, cells, and what cannot be");
        assert!(!found.let_go.contains(&0), "nothing is let go any more of one of {TOO_LATE:?}");
    }
}

#[test]
fn what_has_no_cells_is_listed_with_its_reason() {
    let [here, anywhere] = [this_thread::matrix(), any_thread::matrix()];
    let only_in = |one: &Matrix, other: &Matrix| -> Vec<&str> {
        one.kinds.iter().copied().filter(|kind| !other.kinds.contains(kind)).collect()
    };
    for (one, other) in [(&here, &anywhere), (&anywhere, &here)] {
        for kind in only_in(one, other) {
            let listed = |(kinds, flavour, _): &&(&str, &str, &str)| {
                kind.starts_with(kinds) && one.flavour == *flavour
            };
            assert_eq!(OF_ONE_FLAVOUR.iter().filter(listed).count(), 1, "{kind} is in {} only", one.flavour);
        }
    }
    // One scenario for each way that there is reaches whatever a kind calls.
    let calls = |number: usize, run: fn(usize, Source, Outside, Option<(usize, Act)>) -> Came| {
        SOURCES.into_iter().flat_map(|source| OUTSIDES.map(|outside| (source, outside))).any(
            |(source, outside)| {
                let reached = run(number, source, outside, None).seen.reached;
                reached.iter().any(|(site, _)| *site == Site::Callback)
            },
        )
    };
    let without: Vec<&str> = here
        .kinds
        .iter()
        .enumerate()
        .filter(|(number, _)| !calls(*number, here.run))
        .map(|(_, kind)| *kind)
        .collect();
    assert_eq!(without, WITHOUT_CALLBACKS, "kinds without a callback of their own");
}
