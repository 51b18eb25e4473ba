//! Awaiting one handles its failure; dropping what awaits it cancels it.

use crate::{Broken, poll};
use deferred::testing::failure_result_of;
use deferred::{Cancelled, Deferred, chain, fail, unhandled};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

type Stoppable<T> = Deferred<T, (Cancelled, Broken)>;

#[test]
fn case_43_awaiting_one_handles_its_failure() {
    let watch = unhandled::watch();
    let Poll::Ready(Err(failure)) = poll(pin!(fail::<u32, _>(Broken(1)).into_future())) else {
        panic!("it has failed")
    };
    drop(failure);

    let (resolver, d) = Deferred::<u32, (Broken,)>::pending();
    let mut task = pin!(async { d.await.is_err() });
    assert!(poll(task.as_mut()).is_pending());
    resolver.fail(Broken(2));
    assert_eq!(poll(task), Poll::Ready(true));
    watch.assert_nothing();
}

#[test]
fn a_failure_that_came_and_was_never_polled_for_is_reported() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<u32, (Cancelled, Broken)>::pending();
    let mut future = Box::pin(d.into_future());
    assert!(poll(future.as_mut()).is_pending());
    resolver.fail(Broken(1));
    drop(future);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn case_44_dropped_while_it_waits_it_cancels_what_it_waits_for() {
    let watch = unhandled::watch();
    let asked = Rc::new(Cell::new(0));
    let asks = asked.clone();
    let (resolver, d) = Stoppable::<u32>::cancellable(move || asks.set(asks.get() + 1));
    let mut task = Box::pin(async { d.await.is_ok() });
    assert!(poll(task.as_mut()).is_pending());
    drop(task);
    assert_eq!(asked.get(), 1);
    assert!(resolver.is_cancelled());
    watch.assert_nothing();
}

#[test]
fn case_44_the_innermost_is_cancelled() {
    let watch = unhandled::watch();
    let (inner, waits) = Deferred::<u32, (Cancelled,)>::pending();
    let d = deferred::succeed(()).then_else(|()| waits, |_| unreachable!("it did not fail"));
    let mut future = Box::pin(d.map(|n| n + 1).into_future());
    assert!(poll(future.as_mut()).is_pending());
    drop(future);
    assert!(inner.is_cancelled());
    watch.assert_nothing();
}

#[test]
fn another_late_failure_is_reported() {
    let watch = unhandled::watch();
    let (_resolver, d) = Stoppable::<u32>::cancellable_with(|| Err(Broken(7)));
    let mut future = Box::pin(d.into_future());
    assert!(poll(future.as_mut()).is_pending());
    drop(future);
    assert!(watch.finish()[0].contains("Broken(7)"));
}

#[test]
fn what_cannot_be_cancelled_goes_on_and_reports_its_failure() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<u32, (Broken,)>::pending();
    let mut future = Box::pin(d.into_future());
    assert!(poll(future.as_mut()).is_pending());
    drop(future);
    assert!(!resolver.is_cancelled());
    resolver.fail(Broken(1));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn one_that_was_never_polled_cancels_nothing() {
    let (resolver, d) = Stoppable::<u32>::pending();
    drop(d.into_future());
    assert!(!resolver.is_cancelled());
    resolver.succeed(1);
}

#[test]
fn one_that_has_given_its_outcome_cancels_nothing() {
    let (resolver, d) = Stoppable::<u32>::pending();
    let mut future = Box::pin(d.into_future());
    assert!(poll(future.as_mut()).is_pending());
    resolver.succeed(1);
    assert!(matches!(poll(future.as_mut()), Poll::Ready(Ok(1))));
    let again = catch_unwind(AssertUnwindSafe(|| poll(future.as_mut()).is_ready()));
    assert!(again.is_err(), "its outcome is gone");
}

#[test]
fn a_race_of_futures_cancels_the_loser() {
    let (first, a) = Stoppable::<u32>::pending();
    let (second, b) = Stoppable::<u32>::pending();
    let race = async {
        let (mut a, mut b) = (a.into_future(), b.into_future());
        std::future::poll_fn(move |context| match pin!(&mut a).poll(context) {
            Poll::Ready(outcome) => Poll::Ready(outcome),
            Poll::Pending => pin!(&mut b).poll(context),
        })
        .await
    };
    let mut race = Box::pin(race);
    assert!(poll(race.as_mut()).is_pending());
    second.succeed(2);
    assert!(matches!(poll(race.as_mut()), Poll::Ready(Ok(2))));
    drop(race);
    assert!(first.is_cancelled());
}

#[test]
fn a_cancelled_one_gives_that_error_where_it_is_awaited() {
    let (_resolver, d) = Stoppable::<u32>::pending();
    let stop = d.cancel_handle();
    let mut future = pin!(d.into_future());
    assert!(poll(future.as_mut()).is_pending());
    stop.cancel();
    let Poll::Ready(outcome) = poll(future) else { panic!("it was cancelled") };
    assert!(failure_result_of(Deferred::settled(outcome)).is::<Cancelled>());
}

#[test]
fn an_answer_to_the_cancel_is_no_late_failure_in_whatever_words() {
    for polls in [1, 2] {
        let watch = unhandled::watch();
        let (resolver, d) = Stoppable::<u32>::pending();
        let mut future = Box::pin(chain! { d; catch |_: Cancelled| Err(Cancelled) }.into_future());
        assert!(poll(future.as_mut()).is_pending());
        if polls == 2 {
            // Another waker.
            let other = Waker::from(Arc::new(Counts::default()));
            assert!(future.as_mut().poll(&mut Context::from_waker(&other)).is_pending());
        }
        drop(future);
        assert!(resolver.is_cancelled());
        watch.assert_nothing();
    }
}

#[derive(Default)]
struct Counts(AtomicUsize);

impl Wake for Counts {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn an_abandoned_one_wakes_the_last_who_polled_it() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<u32>::pending();
    let mut future = Box::pin(d.into_future());
    let counts = [Arc::new(Counts::default()), Arc::new(Counts::default())];
    for count in &counts {
        let waker = Waker::from(count.clone());
        assert!(future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    }
    drop(resolver);
    assert_eq!(counts[1].0.load(Ordering::SeqCst), 1);
    assert!(catch_unwind(AssertUnwindSafe(|| poll(future.as_mut()).is_pending())).is_err());
    assert_eq!(watch.finish().len(), 1);
}
