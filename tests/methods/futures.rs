//! To futures and back: `into_future`, which is `.await`, and `from_future`.

use crate::{A, B};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Abandoned, Deferred, Failure, chain, fail, unhandled};
use std::cell::Cell;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Wake, Waker};

/// Counts how often it was woken.
#[derive(Default)]
struct Woken(AtomicU32);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn one_that_is_ready_is_ready_at_the_first_poll() {
    let d = Deferred::<u32, (A,)>::succeed(1);
    assert!(matches!(poll(pin!(d.into_future())), Poll::Ready(Ok(1))));
    let d = fail::<u32, _>(A(2));
    assert!(matches!(poll(pin!(async { d.await })), Poll::Ready(Err(failure)) if failure.is::<A>()));
}

#[test]
fn one_that_waits_wakes_its_task_once() {
    let woken = Arc::new(Woken::default());
    let waker = Waker::from(woken.clone());
    let mut context = Context::from_waker(&waker);
    let (resolver, d) = Deferred::<u32, (A,)>::pending();
    let mut future = pin!(d.into_future());
    assert!(future.as_mut().poll(&mut context).is_pending());
    assert!(future.as_mut().poll(&mut context).is_pending());
    assert_eq!(woken.0.load(Ordering::Relaxed), 0);
    resolver.succeed(1);
    assert_eq!(woken.0.load(Ordering::Relaxed), 1);
    assert!(matches!(future.as_mut().poll(&mut context), Poll::Ready(Ok(1))));
}

#[test]
fn awaiting_handles_the_failure() {
    let watch = unhandled::watch();
    drop(poll(pin!(fail::<u32, _>(A(1)).into_future())));
    watch.assert_nothing();
}

#[test]
fn a_failure_that_was_never_polled_for_is_reported() {
    let watch = unhandled::watch();
    drop(fail::<u32, _>(A(1)).into_future());
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn an_abandoned_one_gives_that_error() {
    let (resolver, d) = Deferred::<u32, (Abandoned,)>::pending();
    let mut future = pin!(d.into_future());
    assert!(poll(future.as_mut()).is_pending());
    drop(resolver);
    assert!(matches!(poll(future), Poll::Ready(Err(failure)) if failure.is::<Abandoned>()));
}

#[test]
fn an_outcome_keeps_its_failure_with_the_question_mark() {
    async fn doubled(d: Deferred<u32, (A, B)>) -> Result<u32, Failure<(A, B)>> {
        Ok(d.await? * 2)
    }
    assert!(matches!(poll(pin!(doubled(Deferred::succeed(2)))), Poll::Ready(Ok(4))));
    let Poll::Ready(Err(failure)) = poll(pin!(doubled(Deferred::fail(B(1))))) else { panic!("it failed") };
    assert_eq!(failure.check::<B>(), Some(&B(1)));
}

#[test]
fn a_future_fires_its_deferred_when_it_ends() {
    let (d, task): (Deferred<u32, (A,)>, _) = kept(async { Ok(1) });
    let d = assert_no_result(d);
    assert!(poll(pin!(task)).is_ready());
    assert_eq!(success_result_of(d), 1);

    let (d, task): (Deferred<u32, (A,)>, _) = kept(async { Err(Failure::new(A(2))) });
    let d = chain! { d; then |n| n + 1 };
    assert!(poll(pin!(task)).is_ready());
    assert_eq!(failure_result_of(d).only(), A(2));
}

#[test]
fn a_future_that_awaits_a_deferred_goes_through() {
    let (resolver, inner) = Deferred::<u32, (A,)>::pending();
    let (d, task): (Deferred<_, _>, _) = kept(async { inner.await.map(|n| n + 1) });
    let mut task = pin!(task);
    assert!(poll(task.as_mut()).is_pending());
    resolver.succeed(1);
    assert!(poll(task).is_ready());
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn a_task_that_is_dropped_abandons_its_deferred() {
    let (d, task): (Deferred<u32, (Abandoned,)>, _) = kept(std::future::pending());
    drop(task);
    assert_eq!(failure_result_of(d).only(), Abandoned);

    let watch = unhandled::watch();
    thread_local!(static RUNS: Cell<u32> = const { Cell::new(0) });
    let (d, task): (Deferred<u32>, _) = kept(std::future::pending());
    d.finally(|| RUNS.set(RUNS.get() + 1)).map(drop).detach();
    drop(task);
    assert_eq!(RUNS.get(), 1);
    assert_eq!(watch.finish().len(), 1);
}

/// A Deferred of what `future` gives, and the task that drives it.
fn kept<T, R: deferred::ErrorSet, F>(future: F) -> (Deferred<T, R>, impl Future<Output = ()>)
where
    F: Future<Output = deferred::Outcome<T, R>> + 'static,
{
    let mut kept = None;
    let d = Deferred::from_future(future, |task| kept = Some(task));
    (d, kept.expect("it was spawned"))
}
