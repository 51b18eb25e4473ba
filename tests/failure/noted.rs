//! Notes on a failure: what was being done when it came past, without a change of the set.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Failure, chain, fail, threads, unhandled};
use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

fn offline() -> Deferred<u8, (&'static str,)> {
    fail("offline")
}

#[test]
fn a_failure_keeps_its_notes_in_order_and_with_their_places() {
    let line = line!() + 1;
    let d = offline().context("reading").context(format!("page {}", 3));
    let failure = failure_result_of(chain! { d; then |n| n + 1 });
    let texts: Vec<_> = failure.notes().iter().map(|note| note.text()).collect();
    assert_eq!(texts, ["reading", "page 3"]);
    assert!(failure.notes().iter().all(|note| note.location().line() == line));
    let printed = format!("{failure:#?}");
    assert!(printed.contains("noted: reading, at tests/failure/noted.rs"), "{printed}");
    assert_eq!(failure.only(), "offline");
}

#[test]
fn a_note_is_printed_only_where_there_is_a_failure() {
    struct Counting(Rc<Cell<u32>>);
    impl fmt::Display for Counting {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.set(self.0.get() + 1);
            f.write_str("noted")
        }
    }
    let printed = Rc::new(Cell::new(0));
    let note = || Counting(printed.clone());
    assert_eq!(success_result_of(Deferred::<u8>::succeed(1).context(note())), 1);
    assert_eq!(printed.get(), 0);
    drop(failure_result_of(offline().context(note())));
    assert_eq!(printed.get(), 1);
}

#[test]
fn a_failure_in_hand_takes_a_note_and_passes_on() {
    let d = chain! { offline(); catch |failure| Err(failure.context("while loading")) };
    assert_eq!(failure_result_of(d).notes().len(), 1);
}

#[test]
fn the_report_of_a_noted_failure_has_the_notes() {
    let watch = unhandled::watch();
    drop(offline().context("while warming the cache"));
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(
        reports[0].contains("\n  noted: while warming the cache, at tests/failure/noted.rs"),
        "{}",
        reports[0]
    );
}

#[test]
fn what_is_shared_has_the_notes_in_each_copy() {
    let shared = offline().context("shared").share();
    let (one, other) = (failure_result_of(shared.get()), failure_result_of(shared.get()));
    assert_eq!((one.notes()[0].text(), other.notes()[0].text()), ("shared", "shared"));
}

#[test]
fn a_note_crosses_threads_with_its_failure() {
    let (resolver, d) = threads::pending::<u8, (&str,)>();
    let d = d.context("over there");
    std::thread::spawn(move || resolver.fail("offline")).join().expect("no panic");
    let failure: Failure<_> = failure_result_of(d);
    assert_eq!(failure.notes()[0].text(), "over there");
}
