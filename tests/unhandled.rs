//! A failure that nobody handled is reported, once, when nobody can handle it any more.

use deferred::testing::failure_result_of;
use deferred::{CancelHandle, Cancelled, Deferred, Failure, chain, fail, gather, list, succeed, unhandled};
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

#[test]
fn a_failure_nobody_handled_is_reported_once() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<i32, (&str,)>::pending();
    let d = chain! { d; then |n| n + 1 };
    resolver.fail("bang!");
    drop(d);
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains("bang!"), "{}", reports[0]);
}

#[test]
fn not_before_the_last_one_who_could_handle_it_is_gone() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<i32, (&str,)>::pending();
    resolver.fail("bang!");
    chain! { d; catch |_: &str| 0 }.detach();
    watch.assert_nothing();
}

#[test]
fn dropping_the_deferred_first_leaves_it_to_the_chain() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<i32, (&str,)>::pending();
    drop(chain! { d; then |n| n + 1 });
    resolver.fail("bang!");
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn chain_into_hands_the_duty_on() {
    let watch = unhandled::watch();
    let (resolver, outer) = Deferred::<i32, (&str,)>::pending();
    fail::<i32, _>("bang!").chain_into(resolver);
    drop(outer);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn a_failure_in_hand_is_its_holder_s_affair() {
    let watch = unhandled::watch();
    let outcome = fail::<i32, _>("bang!").try_outcome();
    drop(outcome);
    chain! { fail::<i32, _>("bang!"); both |outcome| outcome.is_ok() }.detach();
    chain! { fail::<i32, _>("bang!"); catch |failure| { drop(failure); 0 } }.detach();
    watch.assert_nothing();
}

#[test]
fn a_failure_that_is_passed_on_is_in_flight_again() {
    let watch = unhandled::watch();
    drop(chain! { fail::<i32, _>("bang!"); catch Err });
    drop(Deferred::<i32, (&str,)>::settled(Err(Failure::new("by hand"))));
    assert_eq!(watch.finish().len(), 2);
}

#[test]
fn an_awaited_failure_counts_as_handled() {
    let watch = unhandled::watch();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let outcome = runtime.block_on(async { fail::<i32, _>("bang!").await });
    assert!(outcome.is_err());
    drop(outcome);
    watch.assert_nothing();
}

#[test]
fn an_awaited_failure_that_is_never_polled_is_reported() {
    let watch = unhandled::watch();
    drop(std::future::IntoFuture::into_future(fail::<i32, _>("bang!")));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn a_late_failure_of_a_gathering_is_reported() {
    let watch = unhandled::watch();
    let (first, a) = Deferred::<i32, (&str,)>::pending();
    let (second, b) = Deferred::<i32, (&str,)>::pending();
    let all = gather([a, b, succeed(1).raises_at_most()]);
    first.fail("first");
    second.fail("second");
    assert_eq!(deferred::testing::failure_result_of(all).only(), "first");
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains("second"));
}

#[test]
fn the_report_says_where_it_was_raised_and_in_debug_builds_what_it_passed() {
    let watch = unhandled::watch();
    let line = line!() + 3;
    drop(chain! {
        succeed(1);
        then |n| if n > 1 { Ok(n) } else { Err("too small") },
        then |n| n + 1,
        inspect |_| (),
    });
    let reports = watch.finish();
    assert!(reports[0].contains(&format!("raised at {}:{line}:9 in `then`", file!())), "{}", reports[0]);
    let passes = reports[0].contains(&format!("passed {}:{}:9 in `inspect`", file!(), line + 2));
    assert_eq!(passes, cfg!(debug_assertions), "{}", reports[0]);
}

#[test]
fn a_watch_that_is_dropped_with_reports_fails_its_test() {
    let caught = std::panic::catch_unwind(|| {
        let _watch = unhandled::watch();
        drop(fail::<i32, _>("bang!"));
    });
    let payload = caught.expect_err("it panics");
    let text = payload.downcast_ref::<String>().expect("a message");
    assert!(text.contains("bang!"), "{text}");
}

#[test]
fn an_inner_watch_takes_the_reports() {
    let outer = unhandled::watch();
    let inner = unhandled::watch();
    drop(fail::<i32, _>("bang!"));
    assert_eq!(inner.finish().len(), 1);
    outer.assert_nothing();
}

#[test]
fn a_failure_that_waits_in_a_list_is_reported_if_the_list_never_finishes() {
    let watch = unhandled::watch();
    let (resolver, a) = Deferred::<i32, (&str,)>::pending();
    let all = list([a, fail("bang!")]);
    drop(resolver);
    drop(all);
    let reports = watch.finish();
    assert!(reports.iter().any(|report| report.contains("bang!")), "{reports:?}");
}

/// Panics when it is dropped.
struct Panics;

impl Drop for Panics {
    fn drop(&mut self) {
        panic!("dropped");
    }
}

/// What is reported of a failure that skips a callback which holds something that panics when it is dropped.
fn reports_of_skipping(chain: impl FnOnce(Panics)) -> usize {
    let watch = unhandled::watch();
    let skipping = std::panic::AssertUnwindSafe(|| chain(Panics));
    assert!(std::panic::catch_unwind(skipping).is_err());
    watch.finish().len()
}

#[test]
fn a_failure_on_its_way_is_reported_if_a_callback_that_it_skips_panics_in_its_drop() {
    let failed = || fail::<i32, _>("bang!");
    let then = |held: Panics| drop(chain! { failed(); then move |n| { let _held = &held; n } });
    assert_eq!(reports_of_skipping(then), 1);
    let inspect = |held: Panics| drop(chain! { failed(); inspect move |_| { let _held = &held; } });
    assert_eq!(reports_of_skipping(inspect), 1);
    let map = |held: Panics| {
        drop(failed().map(move |n| {
            let _held = &held;
            n
        }));
    };
    assert_eq!(reports_of_skipping(map), 1);
    let catch = |held: Panics| {
        let d = failed().raises_at_most::<(&str, u8), _>();
        drop(chain! { d; catch move |_: u8| { let _held = &held; 0 } });
    };
    assert_eq!(reports_of_skipping(catch), 1);
}

#[test]
fn watches_that_end_out_of_order_have_their_own_reports() {
    let outer = unhandled::watch();
    let inner = unhandled::watch();
    drop(fail::<i32, _>("bang!"));
    assert!(outer.finish().is_empty());
    assert_eq!(inner.finish().len(), 1);
}

#[test]
fn a_failure_that_waits_to_be_taken_can_be_printed() {
    let (resolver, d) = Deferred::<i32, (&str,)>::pending();
    resolver.fail("bang!");
    assert!(format!("{d:?}").contains("bang!"), "{d:?}");
    chain! { d; catch |_: &str| 0 }.detach();
}

/// The cancel was asked for, what failed beside it was not.
#[test]
fn what_failed_in_a_finally_beside_a_cancel_is_reported() {
    let cancelled = |fails: bool| {
        let watch = unhandled::watch();
        let (_resolver, d) = Deferred::<u8, (Cancelled,)>::pending();
        let stop = d.cancel_handle();
        let end = move || if fails { Err("not closed") } else { Ok(()) };
        drop(chain! { d; finally end });
        stop.cancel();
        watch.finish()
    };
    assert!(cancelled(false).is_empty());
    let reports = cancelled(true);
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains("not closed"), "{}", reports[0]);
}

/// An error that is cancelled as it is cloned.
struct Cancelling(CancelHandle);

impl Clone for Cancelling {
    fn clone(&self) -> Self {
        self.0.cancel();
        Cancelling(self.0.clone())
    }
}

impl fmt::Debug for Cancelling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("shared and not taken")
    }
}

#[test]
fn a_shared_failure_whose_taker_is_cancelled_while_it_is_copied_is_reported() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<u8, (Cancelling, Cancelled)>::pending();
    let shared = d.share();
    let taker = shared.get();
    drop(shared);
    resolver.fail(Cancelling(taker.cancel_handle()));
    assert!(failure_result_of(taker).is::<Cancelled>());
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains("shared and not taken"), "{}", reports[0]);
}

#[test]
fn a_watch_may_outlive_what_its_thread_keeps_of_it() {
    use std::cell::RefCell;
    thread_local! {
        static WATCH: RefCell<Option<unhandled::Watch>> = const { RefCell::new(None) };
    }
    // What is used first is dropped last.
    let ends = std::thread::spawn(|| {
        WATCH.with_borrow_mut(|_| ());
        WATCH.set(Some(unhandled::watch()));
    });
    ends.join().unwrap();
    let begins = std::thread::spawn(|| {
        struct Watches;
        impl Drop for Watches {
            fn drop(&mut self) {
                assert_eq!(unhandled::watch().finish(), Vec::<String>::new());
            }
        }
        thread_local! {
            static LAST: Watches = const { Watches };
        }
        LAST.with(|_| ());
        unhandled::watch().assert_nothing();
    });
    begins.join().unwrap();
}

#[test]
fn who_asserts_that_nothing_was_reported_is_blamed() {
    let place = Arc::new(Mutex::new(None));
    let (noted, here, before) = (place.clone(), std::thread::current().id(), std::panic::take_hook());
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == here {
            *noted.lock().unwrap() = panic.location().map(|place| (place.file().to_owned(), place.line()));
        } else {
            before(panic);
        }
    }));
    let watch = unhandled::watch();
    drop(fail::<(), _>("nobody looks at me"));
    let line = line!() + 1;
    assert!(catch_unwind(AssertUnwindSafe(|| watch.assert_nothing())).is_err());
    assert_eq!(*place.lock().unwrap(), Some((file!().to_owned(), line)));
}
