//! No length of a chain that the data decides uses the stack: each of these runs on 256 KiB.
//!
//! `DEFERRED_LINKS=10000000 cargo test --release -p deferred --test depth` is the long form.

#[path = "common/long.rs"]
mod long;

use deferred::{
    AllFailed, AnyThread, CancelHandle, Cancelled, Deferred, Resolver, ThisThread, chain, gather, join, race,
    testing::success_result_of, threads,
};
use long::links;
use std::future::Future;
use std::task::{Context, Waker};

const STACK: usize = 256 * 1024;

/// Runs `test` on a small stack.
fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(test);
    thread.expect("a thread with a small stack").join().expect("no overflow and no panic");
}

/// A chain of links, each made with `chain_into` the next.
fn linked(length: usize) -> (Resolver<u64>, Deferred<u64>) {
    let (first, mut last) = Deferred::pending();
    for _ in 0..length {
        let (next, d) = Deferred::pending();
        last.chain_into(next);
        last = d;
    }
    (first, last)
}

/// A chain of links, each a callback on the one before that could not be fused with it.
fn attached(length: usize) -> (Resolver<u64>, Deferred<u64>) {
    let (first, mut last) = Deferred::pending();
    for _ in 0..length {
        last = last.map(|n| n + 1);
    }
    (first, last)
}

/// A chain in which the callback of each Deferred fires the next.
fn firing(length: usize) -> (Resolver<u64>, Deferred<u64>) {
    let (first, mut last) = Deferred::pending();
    for _ in 0..length {
        let (next, d) = Deferred::pending();
        last.map(|n| next.succeed(n + 1)).detach();
        last = d;
    }
    (first, last)
}

#[test]
fn links_of_chain_into_fire() {
    on_a_small_stack(|| {
        let (first, last) = linked(links());
        first.succeed(7);
        assert_eq!(success_result_of(last), 7);
    });
}

#[test]
fn callbacks_attached_one_by_one_fire() {
    on_a_small_stack(|| {
        let (first, last) = attached(links());
        first.succeed(0);
        assert_eq!(success_result_of(last), links() as u64);
    });
}

#[test]
fn callbacks_that_fire_one_another() {
    on_a_small_stack(|| {
        let (first, last) = firing(links());
        first.succeed(0);
        assert_eq!(success_result_of(last), links() as u64);
    });
}

#[test]
fn links_are_dropped_unfired() {
    on_a_small_stack(|| {
        let reports = deferred::unhandled::watch();
        drop(linked(links()));
        drop(attached(links()));
        assert_eq!(reports.finish().len(), 2, "one for each chain, where its pair was made");
    });
}

#[test]
fn links_that_own_one_another_are_dropped_unfired() {
    on_a_small_stack(|| {
        let reports = deferred::unhandled::watch();
        drop(firing(links() / 10));
        // Each link is a pair of its own, whose callbacks will never run.
        assert_eq!(reports.finish().len(), links() / 10 + 1);
    });
}

#[test]
fn links_are_dropped_from_their_other_end() {
    on_a_small_stack(|| {
        let (first, last) = attached(links());
        drop(last);
        first.succeed(0);
        let (first, last) = linked(links());
        drop(last);
        first.succeed(0);
    });
}

#[test]
fn a_long_chain_can_be_printed() {
    on_a_small_stack(|| {
        let (first, last) = attached(links() / 10);
        assert_eq!(format!("{last:?}"), "Deferred(pending)");
        first.succeed(1);
        assert_eq!(format!("{last:?}"), "Deferred(a value)");
    });
}

/// Gives itself again and again, each time behind a step that is ready.
fn stepping(left: usize) -> Deferred<usize> {
    deferred::succeed(left).then(|left| if left == 0 { deferred::succeed(0) } else { stepping(left - 1) })
}

#[test]
fn ready_steps_that_give_one_another() {
    on_a_small_stack(|| assert_eq!(success_result_of(stepping(links() / 10)), 0));
}

/// Levels of what is more than a link: of a list of a list, a canceller that cancels.
fn levels() -> usize {
    links() / 10
}

/// What can be cancelled.
type Stoppable<Thread> = Deferred<u64, (Cancelled,), Thread>;

/// Cancels what `deeper` has put around a pair again and again.
fn cancelled<Thread>(
    pair: fn() -> (Resolver<u64, (Cancelled,), Thread>, Stoppable<Thread>),
    deeper: fn(Stoppable<Thread>) -> Stoppable<Thread>,
) where
    Thread: deferred::Flavour,
{
    on_a_small_stack(move || {
        let (resolver, d) = pair();
        let d = (0..levels()).fold(d, |d, _| deeper(d));
        d.cancel();
        assert!(resolver.is_cancelled());
        assert!(d.is_ready());
        assert!(deferred::testing::failure_result_of(d).is::<Cancelled>());
    });
}

#[test]
fn lists_of_lists_are_cancelled() {
    cancelled::<ThisThread>(Deferred::pending, |d| gather([d]).map(|all| all[0]));
    cancelled::<AnyThread>(threads::pending, |d| gather([d]).map(|all| all[0]));
}

#[test]
fn races_of_races_are_cancelled() {
    cancelled::<ThisThread>(Deferred::pending, |d| {
        chain! { race([d]); then |(_, n)| n, catch |_: AllFailed<(Cancelled,)>| Err::<u64, _>(Cancelled) }
    });
    cancelled::<AnyThread>(threads::pending, |d| {
        chain! { race([d]); then |(_, n)| n, catch |_: AllFailed<(Cancelled,)>| Err::<u64, _>(Cancelled) }
    });
}

#[test]
fn joins_of_joins_are_cancelled() {
    cancelled::<ThisThread>(Deferred::pending, |d| join!(d, deferred::succeed(1)).map(|(n, _)| n));
    cancelled::<AnyThread>(threads::pending, |d| join!(d, threads::succeed(1)).map(|(n, _)| n));
}

#[test]
fn hops_behind_hops_are_cancelled() {
    cancelled::<AnyThread>(threads::pending, |d| d.via(|job: threads::Job| job()));
}

#[test]
fn what_is_protected_again_and_again_is_cancelled() {
    on_a_small_stack(|| {
        let (resolver, d) = Deferred::<u64, (Cancelled,)>::pending();
        let d = (0..levels()).fold(d, |d, _| d.protect());
        d.cancel();
        assert!(d.is_ready() && !resolver.is_cancelled());
        resolver.succeed(1);
        drop(d.catch(|_: Cancelled| 0));
    });
}

#[test]
fn pauses_of_pauses_are_cancelled() {
    cancelled::<ThisThread>(Deferred::pending, |d| {
        let (pause, d) = d.paused();
        drop(pause);
        d
    });
}

#[test]
fn cancellers_that_cancel_one_another() {
    on_a_small_stack(|| {
        let (resolver, d) = Deferred::<u64, (Cancelled,)>::pending();
        let d = (0..levels()).fold(d, |inner, _| {
            let (resolver, d) = Deferred::cancellable(move || {
                inner.cancel();
                drop(inner.catch(|_: Cancelled| 0));
            });
            std::mem::forget(resolver);
            d
        });
        d.cancel();
        assert!(resolver.is_cancelled());
        assert!(deferred::testing::failure_result_of(d).is::<Cancelled>());
    });
}

#[test]
fn futures_in_futures_are_cancelled() {
    on_a_small_stack(|| {
        let (resolver, d) = Deferred::<u64, (Cancelled,)>::pending();
        let mut tasks = Vec::new();
        let d = (0..levels()).fold(d, |d, _| {
            Deferred::from_future(async { d.await }, |task| {
                let mut task = Box::pin(task);
                assert!(task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
                tasks.push(task);
            })
        });
        d.cancel();
        assert!(resolver.is_cancelled());
        assert!(deferred::testing::failure_result_of(d).is::<Cancelled>());
    });
}

#[test]
fn handles_of_handles_are_cancelled_and_dropped() {
    on_a_small_stack(|| {
        let (resolver, d) = Deferred::<u64, (Cancelled,)>::pending();
        let deep = |handle| (0..levels()).fold(handle, |handle, _| CancelHandle::from_iter([handle]));
        drop(deep(d.cancel_handle()));
        let handle = deep(d.cancel_handle());
        let kept = handle.clone();
        handle.cancel();
        assert!(resolver.is_cancelled());
        drop((handle, kept));
        drop(d.catch(|_: Cancelled| 0));
    });
}
