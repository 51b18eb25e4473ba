//! A future whose end nobody can bring about any more is dropped, and reported once.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::threads::Inbox;
use deferred::{Abandoned, Awaiting, Deferred, run, threads, unhandled};
use std::cell::{Cell, RefCell};
use std::future::{Future, pending, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::thread;

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

/// Begins another future when it is dropped, in the place that is free then.
struct BeginsAnother {
    waits: Option<Deferred<u32>>,
    begun: Rc<RefCell<Option<Deferred<u32>>>>,
}

impl Drop for BeginsAnother {
    fn drop(&mut self) {
        let waits = self.waits.take().unwrap();
        let begun: Deferred<u32> = run(async { Ok(waits.await? + 1) });
        *self.begun.borrow_mut() = Some(begun);
    }
}

#[test]
fn the_drop_of_an_abandoned_one_may_begin_another_in_its_place() {
    let watch = unhandled::watch();
    let (resolver, waits) = Deferred::<u32>::pending();
    let (other, also_waits) = Deferred::<u32>::pending();
    let begun = Rc::new(RefCell::new(None));
    let guard = BeginsAnother { waits: Some(also_waits), begun: begun.clone() };
    let d: Deferred<u32> = run(async move {
        let _guard = guard;
        waits.await
    });
    drop(resolver);
    assert_eq!(format!("{d:?}"), "Deferred(abandoned)");
    let begun = begun.take().unwrap();
    assert!(!begun.is_ready());
    other.succeed(41);
    assert_eq!(success_result_of(begun), 42);
    assert_eq!(watch.finish().len(), 1);
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

#[test]
fn one_goes_with_its_last_waker() {
    let watch = unhandled::watch();
    let kept = Rc::new(RefCell::new(None));
    let (keeps, dropped) = (kept.clone(), Rc::new(Cell::new(0)));
    let guard = CountsDrops(dropped.clone());
    let d: Deferred<u32> = run(poll_fn(move |context| {
        let _ = &guard;
        *keeps.borrow_mut() = Some(context.waker().clone());
        Poll::Pending
    }));
    assert_eq!((format!("{d:?}").as_str(), dropped.get()), ("Deferred(pending)", 0));
    let waker = kept.take();
    drop(waker);
    assert_eq!((format!("{d:?}").as_str(), dropped.get()), ("Deferred(abandoned)", 1));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn one_of_an_inbox_goes_with_its_last_waker_wherever_that_is_dropped() {
    let watch = unhandled::watch();
    let inbox = Inbox::new();
    let kept = std::sync::Arc::new(std::sync::Mutex::new(None));
    let keeps = kept.clone();
    let d: Deferred<u32> = inbox.poll(poll_fn(move |context| {
        *keeps.lock().unwrap() = Some(context.waker().clone());
        Poll::Pending
    }));
    thread::spawn(move || drop(kept.lock().unwrap().take())).join().unwrap();
    inbox.run(); // it comes to its end
    assert_eq!(format!("{d:?}"), "Deferred(abandoned)");
    assert_eq!(watch.finish().len(), 1);
}

/// The drop of a future may panic, and what drops its last waker may be a panic.
#[test]
fn the_panic_of_one_that_goes_with_its_last_waker_ends_in_another_panic() {
    struct Panics;
    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("of the future");
        }
    }
    type Kept = std::sync::Arc<std::sync::Mutex<Option<Waker>>>;
    fn keeping(
        kept: &Kept,
    ) -> impl Future<Output = Result<u32, deferred::Failure<(Abandoned,)>>> + Send + use<> {
        let (kept, panics) = (kept.clone(), Panics);
        poll_fn(move |context| {
            let _ = &panics;
            *kept.lock().unwrap() = Some(context.waker().clone());
            Poll::Pending
        })
    }
    let panic_with = |waker: Option<Waker>| {
        let panicked = catch_unwind(AssertUnwindSafe(move || {
            let _waker = waker;
            panic!("of another");
        }));
        assert_eq!(panicked.unwrap_err().downcast_ref::<&str>(), Some(&"of another"));
    };
    let kept = Kept::default();
    let here: Deferred<u32, (Abandoned,)> = run(keeping(&kept));
    panic_with(kept.lock().unwrap().take());
    let anywhere: threads::Deferred<u32, (Abandoned,)> = threads::run(keeping(&kept));
    panic_with(kept.lock().unwrap().take());
    assert_eq!(format!("{here:?} {anywhere:?}"), "Deferred(abandoned) Deferred(abandoned)");
}

/// The notice that was given of one future holds for no other.
#[test]
fn another_is_reported_in_the_callbacks_of_a_future_that_has_polled_what_was_abandoned() {
    let watch = unhandled::watch();
    let (resolver, waits) = Deferred::<u32>::pending();
    let (gone, abandoned) = Deferred::<u32>::pending();
    drop(gone);
    let d: Deferred<u32> = run(async move {
        let outcome = waits.await;
        let mut abandoned = abandoned.into_future();
        poll_fn(|context| {
            assert!(Pin::new(&mut abandoned).poll(context).is_pending());
            Poll::Ready(())
        })
        .await;
        outcome
    });
    let d = d.inspect(|_| drop(run(pending::<Result<u32, deferred::Failure<()>>>())));
    resolver.succeed(1);
    assert_eq!(success_result_of(d), 1);
    assert_eq!(watch.finish().len(), 2, "the one that was polled, and the one that nobody can wake");
}
