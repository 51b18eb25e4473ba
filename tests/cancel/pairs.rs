//! One pair, cancelled.

use super::{Broken, Log, Stoppable, noting};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, Failure, OneOf, chain, unhandled};
use std::cell::RefCell;
use std::rc::Rc;

#[test]
fn case_21_without_a_canceller_it_comes_to_cancelled_at_once() {
    let (_resolver, d) = Stoppable::<i32>::pending();
    d.cancel();
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn case_21_the_resolver_knows_and_gets_the_value_back() {
    let (resolver, d) = Stoppable::<String>::pending();
    assert!(!resolver.is_cancelled());
    d.cancel();
    assert!(resolver.is_cancelled());
    assert_eq!(resolver.try_succeed("late".into()), Err("late".into()));
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn case_21_a_late_outcome_comes_back_as_it_was() {
    let (resolver, d) = Stoppable::<i32>::pending();
    d.cancel();
    let back = resolver.try_resolve(Err(Failure::new(Broken))).unwrap_err();
    assert!(back.unwrap_err().is::<Broken>());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn case_21_a_late_value_or_failure_is_swallowed() {
    let watch = unhandled::watch();
    let (resolver, d) = Stoppable::<i32>::pending();
    d.cancel();
    resolver.succeed(1);
    assert!(failure_result_of(d).is::<Cancelled>());

    let (resolver, d) = Stoppable::<i32>::pending();
    d.cancel();
    resolver.fail(Broken);
    assert!(failure_result_of(d).is::<Cancelled>());
    watch.assert_nothing();
}

#[test]
fn case_21_a_resolver_dropped_after_a_cancel_abandons_nothing() {
    let watch = unhandled::watch();
    let (resolver, d) = Stoppable::<i32>::pending();
    d.cancel();
    drop(resolver);
    assert!(failure_result_of(d).is::<Cancelled>());
    watch.assert_nothing();
}

#[test]
fn what_was_cancelled_may_be_let_go_without_a_report() {
    let watch = unhandled::watch();
    let (_resolver, d) = Stoppable::<i32>::pending();
    d.cancel();
    drop(d);
    let (_resolver, d) = Stoppable::<i32>::pending();
    let stop = d.cancel_handle();
    drop(chain! { d; then |n| n + 1, inspect |_| (), both |outcome| outcome, finally || () });
    stop.cancel();
    watch.assert_nothing();
}

#[test]
fn a_cancelled_that_somebody_raised_is_reported_as_any_failure() {
    let watch = unhandled::watch();
    let (resolver, d) = Stoppable::<i32>::pending();
    resolver.fail(Cancelled);
    drop(d);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn what_a_canceller_fails_with_is_reported_as_any_failure() {
    let watch = unhandled::watch();
    let (_resolver, d) = Deferred::<i32, (Cancelled, &str)>::cancellable_with(|| Err("half done"));
    d.cancel();
    drop(d);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn case_22_cancelling_again_does_nothing() {
    let log = Log::default();
    let (_resolver, d) = noting(&log, "asked");
    d.cancel();
    d.cancel();
    assert_eq!(log.taken(), ["asked"]);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn case_23_a_canceller_that_does_not_fire_leaves_it_cancelled() {
    let log = Log::default();
    let (_resolver, d) = noting(&log, "asked");
    let seen = log.clone();
    let d = chain! { d; catch move |_: Cancelled| { seen.note("cancelled"); 0 }, catch |_: Broken| 1 };
    assert_eq!(log.taken(), [""; 0]);
    drop(d);

    let (_resolver, d) = noting(&log, "asked");
    let stop = d.cancel_handle();
    let seen = log.clone();
    let d = chain! { d; catch move |_: Cancelled| { seen.note("cancelled"); 0 }, catch |_: Broken| 1 };
    stop.cancel();
    assert_eq!(log.taken(), ["asked", "cancelled"]);
    assert_eq!(success_result_of(d), 0);
}

#[test]
fn case_23_what_the_canceller_fires_is_the_result() {
    type Held = Rc<RefCell<Option<deferred::Resolver<i32, (Cancelled, Broken)>>>>;
    fn held() -> (Held, Stoppable<i32>) {
        let held = Held::default();
        let operation = held.clone();
        let (resolver, d) = Stoppable::<i32>::cancellable(move || {
            if let Some(resolver) = operation.take() {
                resolver.succeed(5);
            }
        });
        held.replace(Some(resolver));
        (held, d)
    }
    let (held, d) = held();
    d.cancel();
    assert!(held.take().is_none());
    assert_eq!(success_result_of(d), 5);
}

#[test]
fn case_23_a_canceller_can_say_the_result() {
    let (resolver, d) = Stoppable::<i32>::cancellable_with(|| Ok::<_, Broken>(7));
    d.cancel();
    assert!(resolver.is_cancelled());
    assert_eq!(success_result_of(d), 7);

    let (_resolver, d) = Stoppable::<i32>::cancellable_with(|| Err(Broken));
    d.cancel();
    assert!(failure_result_of(d).is::<Broken>());
}

#[test]
fn a_canceller_can_give_one_of_several_errors_or_a_plain_value() {
    let (_resolver, d) =
        Stoppable::<i32>::cancellable_with(|| Err::<i32, OneOf<(Broken, Cancelled)>>(OneOf::new(Broken)));
    d.cancel();
    assert!(failure_result_of(d).is::<Broken>());

    let (_resolver, d) = Stoppable::<i32>::cancellable_with(|| 3);
    d.cancel();
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn a_canceller_that_drops_the_resolver_cancels() {
    let watch = unhandled::watch();
    let held = Rc::new(RefCell::new(None));
    let operation = held.clone();
    let (resolver, d) = Deferred::<i32, (Cancelled, deferred::Abandoned)>::cancellable(move || {
        drop(operation.take());
    });
    held.replace(Some(resolver));
    d.cancel();
    assert!(failure_result_of(d).is::<Cancelled>());
    watch.assert_nothing();
}

#[test]
fn a_canceller_that_drops_the_resolver_may_still_say_the_result() {
    let watch = unhandled::watch();
    let held = Rc::new(RefCell::new(None));
    let operation = held.clone();
    let (resolver, d) = Stoppable::<i32>::cancellable_with(move || {
        drop(operation.take());
        Ok::<_, Broken>(7)
    });
    held.replace(Some(resolver));
    let log = Log::default();
    let seen = log.clone();
    let d = d.inspect(move |n| seen.note(n.to_string()));
    d.cancel();
    assert_eq!(log.taken(), ["7"]);
    assert_eq!(success_result_of(d), 7);
    watch.assert_nothing();
}

#[test]
fn the_callbacks_of_a_chain_that_nobody_holds_see_the_cancel_of_a_dropped_resolver() {
    let log = Log::default();
    let held = Rc::new(RefCell::new(None));
    let operation = held.clone();
    let (resolver, d) = Deferred::<(), (Cancelled,)>::cancellable(move || drop(operation.take()));
    held.replace(Some(resolver));
    let seen = log.clone();
    let stop = d.cancel_handle();
    chain! { d; catch move |_: Cancelled| seen.note("cancelled") }.detach();
    stop.cancel();
    assert_eq!(log.taken(), ["cancelled"]);
}

#[test]
fn case_24_after_the_result_a_cancel_does_nothing() {
    let log = Log::default();
    let (resolver, d) = noting(&log, "asked");
    resolver.succeed(3);
    d.cancel();
    assert_eq!(success_result_of(d), 3);
    assert_eq!(log.taken(), [""; 0]);
}

#[test]
fn case_24_the_canceller_is_dropped_when_the_resolver_fires() {
    let held = Rc::new(());
    let canceller = held.clone();
    let (resolver, d) = Stoppable::<i32>::cancellable(move || drop(canceller));
    assert_eq!(Rc::strong_count(&held), 2);
    resolver.succeed(1);
    assert_eq!(Rc::strong_count(&held), 1);
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn the_canceller_is_dropped_with_an_unfired_resolver() {
    let held = Rc::new(());
    let canceller = held.clone();
    let (resolver, d) =
        Deferred::<i32, (Cancelled, deferred::Abandoned)>::cancellable(move || drop(canceller));
    drop(resolver);
    assert_eq!(Rc::strong_count(&held), 1);
    assert!(failure_result_of(d).is::<deferred::Abandoned>());
}

#[test]
fn dropping_a_deferred_does_not_cancel_it() {
    let log = Log::default();
    let (resolver, d) = noting(&log, "asked");
    drop(d);
    assert!(!resolver.is_cancelled());
    resolver.succeed(1);
    assert_eq!(log.taken(), [""; 0]);
}

#[test]
fn case_26_a_canceller_that_panics_still_cancels() {
    let (_resolver, d) = Stoppable::<i32>::cancellable(|| panic!("no way to stop"));
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| d.cancel()));
    assert_eq!(*panic.unwrap_err().downcast::<&str>().unwrap(), "no way to stop");
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_canceller_that_cancels_again_is_not_asked_again() {
    let stop = Rc::new(RefCell::new(deferred::CancelHandle::default()));
    let again = stop.clone();
    let log = Log::default();
    let seen = log.clone();
    let (_resolver, d) = Stoppable::<i32>::cancellable(move || {
        seen.note("asked");
        again.borrow().cancel();
        seen.note("done");
    });
    stop.replace(d.cancel_handle());
    d.cancel();
    assert_eq!(log.taken(), ["asked", "done"]);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_cancelled_pair_knows_where_it_was_made() {
    let (_resolver, d) = Stoppable::<i32>::pending();
    let line = line!() - 1;
    d.cancel();
    assert!(failure_result_of(d).raised().to_string().contains(&format!("pairs.rs:{line}:")));
}

#[test]
fn looking_does_not_disturb_it() {
    let (resolver, d) = Stoppable::<i32>::pending();
    let stop = d.cancel_handle();
    let d = assert_no_result(d);
    drop(stop);
    resolver.succeed(4);
    assert_eq!(success_result_of(d), 4);
}

#[test]
fn what_a_cancelled_one_comes_to_later_is_reported_though_it_could_still_be_fired() {
    let watch = unhandled::watch();
    let (resolver, d) = Stoppable::<i32>::pending();
    let (other, waiting) = Stoppable::<i32>::pending();
    let d = d.or_else(|_| waiting);
    d.cancel();
    drop(d);
    other.fail(Broken);
    assert_eq!(watch.finish().len(), 1);
    drop(resolver);
}
