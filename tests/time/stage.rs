//! `timeout` in a chain: what is before it has so much time.

use super::SECOND;
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, TestClock, TimedOut, chain, succeed, unhandled};

type Stoppable<T> = Deferred<T, (Cancelled,)>;

#[test]
fn it_adds_timed_out_to_the_set() {
    let clock = TestClock::new();
    let (_resolver, page) = Stoppable::<u32>::pending();
    let page: Deferred<u32, (Cancelled, TimedOut)> = chain! { page; timeout(&clock, 5 * SECOND) };
    clock.advance(5 * SECOND);
    let failure = failure_result_of(page);
    assert!(failure.is::<TimedOut>());
    assert!(failure.raised().to_string().ends_with("in `timeout`"));
    assert!(failure.cause().expect("it was cancelled").type_name().ends_with("Cancelled"));
}

#[test]
fn a_set_that_has_it_already_stays_as_it_is() {
    let clock = TestClock::new();
    let (_resolver, page) = Deferred::<u32, (TimedOut, Cancelled)>::pending();
    let page: Deferred<u32, (TimedOut, Cancelled)> =
        chain! { page; timeout(&clock, 5 * SECOND), timeout(&clock, 3 * SECOND) };
    clock.advance(3 * SECOND);
    assert_eq!(failure_result_of(page).check::<TimedOut>().map(|late| late.after), Some(3 * SECOND));
    assert!(clock.is_empty());
}

#[test]
fn case_27_it_covers_only_what_is_before_it() {
    let clock = TestClock::new();
    let (first, source) = Stoppable::<u32>::pending();
    let (second, save) = Deferred::<u32>::pending();
    let d = chain! { source; then |n| n + 1, timeout(&clock, 5 * SECOND), then |_| save, then |n| n + 1 };
    first.succeed(1);
    assert!(clock.is_empty(), "the timer goes when the result comes");
    clock.advance(60 * SECOND);
    let d = assert_no_result(d);
    second.succeed(2);
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn what_a_stage_before_it_waits_for_is_cancelled() {
    let clock = TestClock::new();
    let (first, source) = Stoppable::<u32>::pending();
    let (inner, waiting) = Stoppable::<u32>::pending();
    let d = chain! {
        source;
        then |_| waiting,
        timeout(&clock, 5 * SECOND),
        catch |late: TimedOut| u32::try_from(late.after.as_secs()).unwrap(),
    };
    first.succeed(1);
    clock.advance(5 * SECOND);
    assert!(inner.is_cancelled());
    assert_eq!(success_result_of(d), 5);
}

#[test]
fn case_29_a_manual_cancel_stays_cancelled() {
    let clock = TestClock::new();
    let (_resolver, page) = Stoppable::<u32>::pending();
    let page = chain! { page; timeout(&clock, 5 * SECOND) };
    page.cancel();
    assert!(clock.is_empty());
    assert!(failure_result_of(page).is::<Cancelled>());
}

#[test]
fn a_ready_chain_needs_no_timer() {
    let clock = TestClock::new();
    let page: Stoppable<u32> = Deferred::succeed(1);
    let page = chain! { page; then |n| n + 1, timeout(&clock, SECOND), then |n| n * 10 };
    assert!(clock.is_empty());
    assert_eq!(success_result_of(page), 20);
}

#[test]
fn a_pipeline_may_have_one() {
    let clock = TestClock::new();
    let (_resolver, page) = Stoppable::<u32>::pending();
    let ticking = clock.clone();
    let page: Deferred<u32> = page.pipe(chain! {
        timeout(ticking, SECOND),
        catch |_: TimedOut| 7,
        catch |_: Cancelled| 8,
    });
    clock.advance(SECOND);
    assert_eq!(success_result_of(page), 7);
}

#[test]
fn an_abandoned_chain_takes_its_timer_along() {
    let watch = unhandled::watch();
    let clock = TestClock::new();
    let (resolver, page) = Stoppable::<u32>::pending();
    let page = chain! { page; timeout(&clock, SECOND), then |n| n + 1 };
    drop(resolver);
    assert!(clock.is_empty());
    drop(page);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn a_long_chain_with_several_of_them_goes_on_in_order() {
    let clock = TestClock::new();
    let (resolver, d) = Stoppable::<u32>::pending();
    let d = chain! {
        d;
        then |n| n + 1, then |n| n + 1, timeout(&clock, SECOND),
        then |n| n + 1, then |n| succeed(n + 1), timeout(&clock, SECOND),
        then |n| n + 1, then |n| n + 1, then |n| n + 1, then |n| n + 1, then |n| n + 1, then |n| n + 1,
        then |n| n + 1, then |n| n + 1, then |n| n + 1, then |n| n + 1, then |n| n + 1, then |n| n + 1,
        then |n| n + 1, then |n| n + 1, then |n| n + 1, then |n| n + 1, then |n| n + 1, then |n| n + 1,
        raises TimedOut | Cancelled,
    };
    resolver.succeed(0);
    assert_eq!(success_result_of(d), 22);
}
