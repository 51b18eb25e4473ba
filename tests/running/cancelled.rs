//! A cancel drops the future, and with it what it waits for is cancelled.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, chain, run, succeed, threads};
use std::cell::Cell;
use std::rc::Rc;

/// Says that it was dropped.
struct Dropped(Rc<Cell<bool>>);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.set(true);
    }
}

#[test]
fn a_cancel_drops_the_future_and_cancels_what_it_awaits() {
    let dropped = Rc::new(Cell::new(false));
    let guard = Dropped(dropped.clone());
    let (resolver, waits) = Deferred::<u32, (Cancelled,)>::pending();
    let d: Deferred<u32, (Cancelled,)> = run(async move {
        let _guard = guard;
        waits.await
    });
    d.cancel();
    assert!(dropped.get());
    assert!(resolver.is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn one_that_cannot_be_cancelled_is_waited_for() {
    let (resolver, waits) = Deferred::<u32>::pending();
    let d: Deferred<u32> = run(async { waits.await });
    let d = d.raises_at_most::<(Cancelled,), _>();
    d.cancel();
    assert!(!d.is_ready());
    resolver.succeed(1);
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn a_chain_that_is_cancelled_cancels_its_async_callback() {
    let (resolver, waits) = Deferred::<u32, (Cancelled,)>::pending();
    let d: Deferred<u32, (Cancelled,)> = chain! {
        succeed(());
        then async move |()| waits.await,
    };
    d.cancel();
    assert!(resolver.is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_cancel_from_inside_ends_it_when_it_is_polled_no_more() {
    let (resolver, waits) = Deferred::<u32>::pending();
    let own = Rc::new(Cell::new(None::<deferred::CancelHandle>));
    let handle = own.clone();
    let (later, never) = Deferred::<u32, (Cancelled,)>::pending();
    let d: Deferred<u32, (Cancelled,)> = run(async move {
        waits.await.map_err(|failure| failure.widen())?;
        handle.take().unwrap().cancel();
        never.await
    });
    own.set(Some(d.cancel_handle()));
    resolver.succeed(1);
    assert!(later.is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn across_threads_it_is_the_same() {
    let (resolver, waits) = threads::pending::<u32, (Cancelled,)>();
    let d: threads::Deferred<u32, (Cancelled,)> = threads::run(async { waits.await });
    let stop = d.cancel_handle();
    std::thread::spawn(move || stop.cancel()).join().unwrap();
    assert!(resolver.is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}
