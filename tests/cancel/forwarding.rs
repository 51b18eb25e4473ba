//! Cancels that are passed on, when the resolver says what came of them.

use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{
    AnyThread, CancelHandle, Cancelled, Deferred, Resolver, TestClock, TimedOut, chain, gather, list,
    threads, unhandled,
};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

type Set = (Cancelled, &'static str);

#[test]
fn a_cancel_is_passed_on_and_the_resolver_says_what_came_of_it() {
    let watch = unhandled::watch();
    let asked = Rc::new(Cell::new(0));
    let pair = || {
        let count = asked.clone();
        Deferred::<u8, Set>::forwarding(move || count.set(count.get() + 1))
    };
    let (resolver, d) = pair();
    d.cancel();
    let d = assert_no_result(d);
    assert!(!resolver.is_cancelled());
    d.cancel();
    assert_eq!(asked.get(), 2, "each cancel is passed on");
    resolver.succeed(7);
    assert_eq!(success_result_of(d), 7);

    let (resolver, d) = pair();
    d.cancel();
    resolver.fail(Cancelled);
    assert!(failure_result_of(d).is::<Cancelled>());
    let (resolver, d) = pair();
    d.cancel();
    resolver.fail("half done");
    assert!(failure_result_of(d).is::<&str>());
    watch.assert_nothing();
}

#[test]
fn a_cancel_goes_through_to_another_deferred() {
    let (inner_resolver, inner) = Deferred::<u8, Set>::pending();
    let stop = inner.cancel_handle();
    let (resolver, outer) = Deferred::<u8, Set>::forwarding(move || stop.cancel());
    inner.chain_into(resolver);
    outer.cancel();
    assert!(inner_resolver.is_cancelled());
    assert!(failure_result_of(outer).is::<Cancelled>());
}

#[test]
fn the_resolver_may_fire_while_it_is_asked() {
    let resolver = Rc::new(RefCell::new(None::<Resolver<u8, Set>>));
    let fires = resolver.clone();
    let (first, d) = Deferred::<u8, Set>::forwarding(move || {
        if let Some(resolver) = fires.take() {
            resolver.succeed(3);
        }
    });
    resolver.replace(Some(first));
    d.cancel();
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn it_stands_in_chains_lists_and_timeouts() {
    let clock = TestClock::new();
    let asked = Rc::new(Cell::new(0));
    let pair = || {
        let count = asked.clone();
        Deferred::<u8, Set>::forwarding(move || count.set(count.get() + 1))
    };
    let (first, d) = pair();
    let waits = chain! { Deferred::succeed(()); then move |()| d };
    let (second, other) = pair();
    let both = list([waits, other]);
    let timed: Deferred<_, (Cancelled, TimedOut)> =
        both.raises_at_most::<(Cancelled,), _>().timeout(&clock, Duration::from_secs(1));
    clock.advance(Duration::from_secs(1));
    assert_eq!(asked.get(), 2);
    first.succeed(1);
    second.fail(Cancelled);
    assert_eq!(success_result_of(timed).len(), 2);
}

#[test]
fn fired_or_abandoned_it_lets_its_function_go() {
    let held = Rc::new(());
    let keep = held.clone();
    let (resolver, d) = Deferred::<u8, Set>::forwarding(move || drop(keep.clone()));
    resolver.succeed(1);
    assert_eq!(Rc::strong_count(&held), 1);
    drop(d);
    let keep = held.clone();
    let (resolver, d) = Deferred::<u8, Set>::forwarding(move || drop(keep.clone()));
    drop(d);
    drop(resolver);
    assert_eq!(Rc::strong_count(&held), 1);
}

#[test]
fn across_threads_it_is_asked_where_the_cancel_comes() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let (resolver, d) = threads::forwarding::<u8, (Cancelled,), _>(move || {
        count.fetch_add(1, Ordering::SeqCst);
    });
    let stop = d.cancel_handle();
    std::thread::spawn(move || stop.cancel()).join().unwrap();
    let d = assert_no_result(d);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    resolver.succeed(1);
    assert_eq!(success_result_of(d), 1);
}

/// What a thread has of its own is gone by then, in part.
#[test]
fn a_cancel_that_comes_back_to_its_group_ends_there_also_as_the_thread_ends() {
    struct AtEnd;

    impl Drop for AtEnd {
        fn drop(&mut self) {
            cancel_a_ring();
        }
    }

    thread_local! {
        static AT_END: AtEnd = const { AtEnd };
    }

    fn cancel_a_ring() {
        let stop = Arc::new(Mutex::new(None::<CancelHandle<AnyThread>>));
        let group = stop.clone();
        let (resolver, member) = threads::forwarding::<u8, (Cancelled,), _>(move || {
            let group = group.lock().unwrap().clone();
            group.expect("it is there").cancel();
        });
        let all = gather([member]);
        *stop.lock().unwrap() = Some(all.cancel_handle());
        all.cancel();
        resolver.succeed(1);
        assert!(all.is_ready());
        *stop.lock().unwrap() = None;
    }

    // What is used first goes last.
    let ends = thread::spawn(|| {
        AT_END.with(|_| ());
        cancel_a_ring();
    });
    ends.join().unwrap();
}

#[test]
fn what_comes_into_one_that_was_cancelled_and_cannot_be_cancelled_itself_is_late() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<Rc<()>, (Cancelled,)>::pending();
    let (source, inner) = Deferred::<Rc<()>, (Cancelled,)>::pending();
    d.cancel();
    let inner = inner.uncancellable();
    inner.chain_into(resolver);
    let value = Rc::new(());
    source.succeed(value.clone());
    assert_eq!(Rc::strong_count(&value), 1);
    assert!(failure_result_of(d).is::<Cancelled>());
    watch.assert_nothing();
}
