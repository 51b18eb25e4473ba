//! What a cancel reaches, and what it leaves, where Deferreds cross threads.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::threads::{self, CancelHandle};
use deferred::{Cancelled, chain, gather, unhandled};
use std::future::{Future, IntoFuture};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};

#[test]
fn several_handles_as_one_cancel_each() {
    let (first, a) = threads::pending::<u8, (Cancelled,)>();
    let (second, b) = threads::pending::<u8, (Cancelled,)>();
    let handles = [a.cancel_handle(), b.cancel_handle(), a.cancel_handle()];
    handles.into_iter().collect::<CancelHandle>().cancel();
    assert!(first.is_cancelled() && second.is_cancelled());
    assert!(failure_result_of(a).is::<Cancelled>() && failure_result_of(b).is::<Cancelled>());
}

#[test]
fn each_cancel_of_a_list_reaches_its_members() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counts = asked.clone();
    let (resolver, member) = threads::forwarding::<u8, (Cancelled,), _>(move || {
        counts.fetch_add(1, Ordering::SeqCst);
    });
    let all = gather([member]);
    for times in 1..4 {
        all.cancel();
        assert_eq!(asked.load(Ordering::SeqCst), times);
    }
    resolver.succeed(7);
    assert_eq!(success_result_of(all), [7]);
}

#[test]
fn a_canceller_that_panics_where_a_noted_cancel_is_taken_up_panics_to_whoever_fired() {
    let (first, d) = threads::pending::<(), (Cancelled,)>();
    let (_resolver, waits) = threads::cancellable::<(), (Cancelled,), _>(|| panic!("as it is asked"));
    let stop = Arc::new(Mutex::new(None::<CancelHandle>));
    let stops = stop.clone();
    let d = chain! { d; then move |()| { stops.lock().unwrap().take().unwrap().cancel(); waits } };
    *stop.lock().unwrap() = Some(d.cancel_handle());
    assert!(catch_unwind(AssertUnwindSafe(|| first.succeed(()))).is_err());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn an_answer_to_the_cancel_of_what_was_awaited_is_no_late_failure_in_whatever_words() {
    let watch = unhandled::watch();
    let (resolver, d) = threads::pending::<u8, (Cancelled,)>();
    let mut future = Box::pin(chain! { d; catch |_: Cancelled| Err(Cancelled) }.into_future());
    assert!(future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    drop(future);
    assert!(resolver.is_cancelled());
    watch.assert_nothing();
}
