//! Queues and windows as streams, for async code.

use deferred::testing::{assert_no_result, success_result_of};
use deferred::{Cancelled, Deferred, Queue, Resolver, fail, run, streams, threads, unhandled};
use futures_core::Stream;
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}

fn poll<S: Stream + Unpin>(stream: &mut S) -> Poll<Option<S::Item>> {
    Pin::new(stream).poll_next(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn a_queue_gives_each_value_and_ends_when_it_is_closed_and_empty() {
    let jobs = Queue::new();
    let mut stream = streams::of_queue(&jobs);
    let all: Deferred<Vec<u32>> = run(async move {
        let mut all = Vec::new();
        while let Some(job) = next(&mut stream).await {
            all.push(job);
        }
        Ok(all)
    });
    jobs.put(1).expect("it is open");
    let all = assert_no_result(all);
    jobs.put(2).expect("it is open");
    jobs.close();
    assert_eq!(success_result_of(all), [1, 2]);
}

#[test]
fn a_stream_of_a_queue_that_is_dropped_leaves_the_line_and_loses_nothing() {
    let jobs = Queue::new();
    let mut stream = streams::of_queue(&jobs);
    assert!(poll(&mut stream).is_pending());
    assert_eq!(jobs.waiting(), 1);
    drop(stream);
    assert_eq!(jobs.waiting(), 0);
    jobs.put("sweep").expect("it is open");
    assert_eq!(jobs.try_get(), Some("sweep"));
}

#[test]
fn what_was_handed_to_a_stream_that_is_dropped_goes_back() {
    let jobs = Queue::new();
    let mut stream = streams::of_queue(&jobs);
    assert!(poll(&mut stream).is_pending());
    jobs.put("sweep").expect("it is open");
    drop(stream);
    assert_eq!(jobs.try_get(), Some("sweep"));
}

#[test]
fn a_queue_between_threads_is_a_stream_on_any_of_them() {
    let jobs = threads::queue();
    let mut stream = streams::of_queue(&jobs);
    let taken = std::thread::spawn(move || poll(&mut stream).map(|job| job.unwrap_or("closed")));
    jobs.put("sweep").expect("it is open");
    jobs.close();
    let taken = taken.join().expect("no panic");
    assert!(matches!(taken, Poll::Ready("sweep") | Poll::Pending), "{taken:?}");
}

type Begun = Rc<RefCell<Vec<Resolver<u32, (Cancelled, &'static str)>>>>;

fn under_way(begun: &Begun) -> impl FnMut(u32) -> Deferred<u32, (Cancelled, &'static str)> + use<> {
    let begun = begun.clone();
    move |_| {
        let (resolver, d) = Deferred::pending();
        begun.borrow_mut().push(resolver);
        d
    }
}

#[test]
fn a_window_begins_only_so_many_and_gives_outcomes_in_the_order_of_the_items() {
    let begun = Begun::default();
    let mut stream = streams::windowed(2, [1, 2, 3], under_way(&begun));
    assert_eq!(begun.borrow().len(), 0, "it begins when it is polled");
    assert!(poll(&mut stream).is_pending());
    assert_eq!(begun.borrow().len(), 2);
    let second = begun.borrow_mut().remove(1);
    second.succeed(20);
    assert!(poll(&mut stream).is_pending(), "the first is not there yet");
    let first = begun.borrow_mut().remove(0);
    first.succeed(10);
    assert!(matches!(poll(&mut stream), Poll::Ready(Some(Ok(10)))));
    assert!(matches!(poll(&mut stream), Poll::Ready(Some(Ok(20)))));
    let third = begun.borrow_mut().remove(0);
    third.fail("gone");
    assert!(matches!(poll(&mut stream), Poll::Ready(Some(Err(failure))) if failure.is::<&str>()));
    assert!(matches!(poll(&mut stream), Poll::Ready(None)));
    assert!(matches!(poll(&mut stream), Poll::Ready(None)), "it stays at its end");
}

#[test]
fn a_window_that_is_dropped_cancels_all_that_is_under_way() {
    let begun = Begun::default();
    let mut stream = streams::windowed(2, [1, 2, 3], under_way(&begun));
    assert!(poll(&mut stream).is_pending());
    drop(stream);
    assert!(begun.borrow().iter().all(Resolver::is_cancelled));
    assert_eq!(begun.borrow().len(), 2);
}

#[test]
fn a_failure_that_nobody_took_of_a_window_is_reported_once() {
    let watch = unhandled::watch();
    let (resolver, waits) = Deferred::<u32, (&str,)>::pending();
    let mut members = [waits, fail("nobody took me")].into_iter();
    let mut stream = streams::windowed(2, 0..2, move |_| members.next().expect("two"));
    assert!(poll(&mut stream).is_pending());
    drop(stream);
    resolver.succeed(1);
    let reports = watch.finish();
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert!(reports[0].contains("nobody took me"));
}

#[test]
fn whoever_fires_wakes_a_window() {
    let begun = Begun::default();
    let mut stream = streams::windowed(2, 0..5, under_way(&begun));
    let sum: Deferred<u32> = run(async move {
        let mut sum = 0;
        while let Some(outcome) = next(&mut stream).await {
            sum += outcome.unwrap_or(0);
        }
        Ok(sum)
    });
    for n in 0..5 {
        let first = begun.borrow_mut().remove(0);
        first.succeed(n);
    }
    assert_eq!(success_result_of(sum), 10);
}

#[test]
fn a_failure_that_had_come_is_reported_also_where_a_canceller_of_the_window_panics() {
    let watch = unhandled::watch();
    let cancelled = Rc::new(Cell::new(0));
    let count = cancelled.clone();
    let kept = Rc::new(RefCell::new(Vec::new()));
    let keeps = kept.clone();
    let mut stream = streams::windowed(3, 0..3, move |item| {
        if item == 1 {
            return Deferred::fail("nobody took me");
        }
        let count = count.clone();
        let (resolver, d) = Deferred::<u32, (&str, Cancelled)>::cancellable(move || {
            count.set(count.get() + 1);
            panic!("canceller");
        });
        keeps.borrow_mut().push(resolver);
        d
    });
    assert!(poll(&mut stream).is_pending());
    assert!(catch_unwind(AssertUnwindSafe(|| drop(stream))).is_err());
    assert_eq!(cancelled.get(), 2);
    drop(kept);
    let reports = watch.finish();
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert!(reports[0].contains("nobody took me"));
}

#[test]
fn a_window_keeps_its_place_where_a_waker_panics_as_it_is_dropped() {
    struct Panics;
    impl Wake for Panics {
        fn wake(self: Arc<Self>) {}
    }
    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("waker");
        }
    }
    let begun = Begun::default();
    let mut stream = streams::windowed(2, 0..2, under_way(&begun));
    let mut polled_by = |waker: Waker| {
        let _ = Pin::new(&mut stream).poll_next(&mut Context::from_waker(&waker));
        drop(waker);
    };
    polled_by(Waker::noop().clone());
    polled_by(Arc::new(Panics).into());
    assert!(catch_unwind(AssertUnwindSafe(|| polled_by(Waker::noop().clone()))).is_err());
    for (n, resolver) in begun.take().into_iter().enumerate() {
        resolver.succeed(n as u32);
    }
    for n in 0..2 {
        assert!(matches!(poll(&mut stream), Poll::Ready(Some(Ok(come))) if come == n));
    }
    assert!(matches!(poll(&mut stream), Poll::Ready(None)));
}
