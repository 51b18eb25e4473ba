//! A future whose end nobody can bring about any more is dropped, and reported once.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Abandoned, Awaiting, Deferred, run, threads, unhandled};
use std::cell::{Cell, RefCell};
use std::future::{Future, pending, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

#[test]
fn what_awaits_an_abandoned_one_is_abandoned_with_it() {
    let watch = unhandled::watch();
    let (resolver, waits) = Deferred::<u32>::pending();
    let dropped = Rc::new(Cell::new(0));
    let guard = CountsDrops(dropped.clone());
    let d: Deferred<u32> = run(async move {
        let _guard = guard;
        waits.await
    });
    let d = d.map(|n| n + 1);
    drop(resolver);
    assert_eq!(dropped.get(), 1);
    assert_eq!(format!("{d:?}"), "Deferred(abandoned)");
    assert_eq!(watch.finish().len(), 1, "notice was given where it was abandoned, and only there");
}

struct CountsDrops(Rc<Cell<u32>>);

impl Drop for CountsDrops {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

#[test]
fn one_that_nobody_can_wake_is_abandoned_at_once() {
    let watch = unhandled::watch();
    let d: Deferred<u32> = run(pending());
    let d = d.map(|n| n + 1);
    assert_eq!(format!("{d:?}"), "Deferred(abandoned)");
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn one_that_is_forgotten_while_it_is_awaited_is_reported() {
    let watch = unhandled::watch();
    let (resolver, waits) = Deferred::<()>::pending();
    let d: Deferred<u32> = run(async {
        waits.await?;
        pending().await
    });
    let d = d.map(|n| n + 1);
    resolver.succeed(());
    let reports = watch.finish();
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert!(reports[0].contains("tests/running/abandoned.rs"), "{}", reports[0]);
    drop(d);
}

#[test]
fn abandonment_is_an_error_where_there_is_a_place_for_it() {
    let (resolver, waits) = Deferred::<(), (Abandoned,)>::pending();
    let d: Deferred<u32, (Abandoned,)> = run(async {
        waits.await?;
        pending().await
    });
    resolver.succeed(());
    assert!(failure_result_of(d).is::<Abandoned>());
}

#[test]
fn across_threads_one_goes_with_its_last_waker() {
    let watch = unhandled::watch();
    let kept = std::sync::Arc::new(std::sync::Mutex::new(None));
    let keeps = kept.clone();
    let d: threads::Deferred<u32, (Abandoned,)> = threads::run(poll_fn(move |context| {
        *keeps.lock().unwrap() = Some(context.waker().clone());
        Poll::Pending
    }));
    assert!(!d.is_ready());
    let waker = kept.lock().unwrap().take();
    drop(waker);
    assert!(failure_result_of(d).is::<Abandoned>());
    watch.assert_nothing();
}

/// Whoever polls it by hand within another future may poll it again.
#[test]
fn what_was_abandoned_says_so_each_time_that_it_is_polled() {
    let watch = unhandled::watch();
    let (resolver, waits) = Deferred::<u32>::pending();
    drop(resolver);
    let awaiting = Rc::new(RefCell::new(waits.into_future()));
    let within = awaiting.clone();
    let poll = |awaiting: &RefCell<Awaiting<u32, ()>>| {
        Pin::new(&mut *awaiting.borrow_mut()).poll(&mut Context::from_waker(Waker::noop())).is_pending()
    };
    let d: Deferred<u32> = run(async move {
        assert!(poll(&within));
        Ok(1)
    });
    assert_eq!(success_result_of(d), 1);
    for _ in 0..2 {
        let panicked = catch_unwind(AssertUnwindSafe(|| poll(&awaiting))).unwrap_err();
        let said = panicked.downcast_ref::<&str>();
        assert_eq!(said, Some(&"awaited a Deferred whose resolver was dropped unfired"));
    }
    assert_eq!(watch.finish().len(), 1);
}
