//! What would wait for itself is abandoned when it is made to, and that is reported: nobody could fire it any more.

use deferred::testing::success_result_of;
use deferred::{
    Abandoned, AnyThread, CancelHandle, Cancelled, Clock, Deferred, Flavour, Resolver, TimedOut, Timer,
    chain, gather, threads, unhandled,
};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex};
use std::time::Duration;

/// Both sides of it.
type Pair<Thread> = (Resolver<u8, (), Thread>, Deferred<u8, (), Thread>);

/// Chains them into each other: the one made at `line` is reported.
fn ring<Thread: Flavour>((to_a, a): Pair<Thread>, line: u32, (to_b, b): Pair<Thread>) {
    let watch = unhandled::watch();
    a.chain_into(to_b);
    b.chain_into(to_a);
    let reports = watch.finish();
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert!(reports[0].contains(&format!("made at tests/rings.rs:{line}:")), "{reports:?}");
}

#[test]
fn two_that_wait_for_each_other() {
    ring(Deferred::pending(), line!(), Deferred::pending());
}

#[test]
fn two_that_wait_for_each_other_across_threads() {
    ring(threads::pending(), line!(), threads::pending());
}

#[test]
fn a_hundred_in_a_ring_in_any_order() {
    let watch = unhandled::watch();
    let (mut resolvers, deferreds): (Vec<_>, Vec<_>) =
        (0..100).map(|_| Deferred::<u8>::pending()).map(|(resolver, d)| (Some(resolver), d)).unzip();
    for (n, d) in deferreds.into_iter().enumerate().rev() {
        d.chain_into(resolvers[(n + 1) % 100].take().expect("each is chained into once"));
    }
    drop(resolvers);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn its_callbacks_get_abandoned_where_there_is_a_place_for_that() {
    let watch = unhandled::watch();
    let seen = Rc::new(Cell::new(0));
    let put = seen.clone();
    let (to_a, a) = Deferred::<u8, (Abandoned,)>::pending();
    let (to_b, b) = Deferred::<u8>::pending();
    chain! { a; catch |_: Abandoned| 7, inspect move |&n| put.set(n) }.chain_into(to_b);
    chain! { b; then Ok::<_, Abandoned> }.chain_into(to_a);
    assert_eq!(seen.get(), 7);
    watch.assert_nothing();
}

#[test]
fn what_waits_outside_of_the_ring_is_not_touched() {
    let (to_a, a) = Deferred::<u8>::pending();
    let (to_b, b) = Deferred::<u8>::pending();
    let (to_c, c) = Deferred::<u8>::pending();
    a.chain_into(to_b);
    b.chain_into(to_c); // c waits for a, and a for nothing
    to_a.succeed(1);
    assert_eq!(success_result_of(c), 1);
}

/// With safe moves this cannot be written; through a shared cell it can.
#[test]
fn a_callback_that_gives_what_waits_for_it_by_way_of_another() {
    let watch = unhandled::watch();
    let own = Rc::new(RefCell::new(None::<Deferred<i32>>));
    let inside = own.clone();
    let (first, d) = Deferred::<i32>::pending();
    let d = chain! { d; then move |_| inside.borrow_mut().take().expect("it was put there") };
    let (resolver, waiting) = Deferred::pending();
    d.chain_into(resolver);
    *own.borrow_mut() = Some(chain! { waiting; then |n| n + 1 });
    first.succeed(1);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn a_callback_that_gives_what_waits_for_it_by_way_of_another_across_threads() {
    let watch = unhandled::watch();
    let own = Arc::new(Mutex::new(None::<Deferred<i32, (), AnyThread>>));
    let inside = own.clone();
    let (before, waits) = threads::pending::<i32, ()>();
    let (first, d) = threads::pending::<i32, ()>();
    waits.chain_into(first); // what is fired by another does not know where it was made
    let d = chain! { d; then move |_| inside.lock().unwrap().take().expect("it was put there") };
    let (resolver, waiting) = threads::pending();
    d.chain_into(resolver);
    *own.lock().unwrap() = Some(chain! { waiting; then |n| n + 1 });
    before.succeed(1);
    assert_eq!(watch.finish().len(), 1);
}

/// What is not given back since neither of two threads saw a ring: held so, a sanitizer knows that it is meant.
static HELD: Mutex<Vec<usize>> = Mutex::new(Vec::new());

fn hold<Thread: Flavour>(handle: &CancelHandle<Thread>) {
    HELD.lock().unwrap().push(Box::into_raw(Box::new(handle.clone())).expose_provenance());
}

/// Chains a list into the pair of its own member: that gets `Abandoned`, and so the list does; nothing of them stays.
fn list_into_its_member<Thread: Flavour>(
    (to_member, member): (
        Resolver<usize, (Abandoned, Cancelled), Thread>,
        Deferred<usize, (Abandoned, Cancelled), Thread>,
    ),
    all: impl FnOnce(
        Deferred<usize, (Abandoned, Cancelled), Thread>,
        Arc<()>,
    ) -> Deferred<usize, (Abandoned, Cancelled), Thread>,
) {
    let (held, handle, watch) = (Arc::new(()), member.cancel_handle(), unhandled::watch());
    all(member, held.clone()).chain_into(to_member);
    assert_eq!(Arc::strong_count(&held), 1);
    handle.cancel();
    assert_eq!(watch.finish().len(), 1, "nobody handles the list's `Abandoned`");
}

#[test]
fn a_list_that_would_fire_its_own_member() {
    list_into_its_member(Deferred::pending(), |member, held| {
        chain! { gather([member]); then move |values| values.len() * Arc::strong_count(&held) }
    });
}

#[test]
fn a_list_that_would_fire_its_own_member_across_threads() {
    list_into_its_member(threads::pending(), |member, held| {
        chain! { gather([member]); then move |values| values.len() * Arc::strong_count(&held) }
    });
}

/// Whether or not the two see that they close a ring, those who cancel it come back.
#[test]
fn two_threads_may_close_a_ring_and_cancel_it_at_the_same_moment() {
    for _ in 0..2_000 {
        let (to_a, a) = threads::pending::<u8, (Cancelled,)>();
        let (to_b, b) = threads::pending::<u8, (Cancelled,)>();
        let both = Arc::new(Barrier::new(2));
        let there = both.clone();
        let (on_a, on_b) = (a.cancel_handle(), b.cancel_handle());
        hold(&on_a);
        hold(&on_b);
        let watch = unhandled::watch();
        let other = std::thread::spawn(move || {
            let watch = unhandled::watch();
            there.wait();
            b.chain_into(to_a);
            on_b.cancel();
            watch.finish();
        });
        both.wait();
        a.chain_into(to_b);
        on_a.cancel();
        other.join().unwrap();
        watch.finish();
    }
}

/// A `u8` that can be cancelled.
type Stoppable<Thread> = Deferred<u8, (Cancelled,), Thread>;

/// Chains what `over` makes of a Deferred into its own resolver: reported once, its `finally` runs, and what it holds goes.
fn ring_over<Thread: Flavour>(
    (resolver, d): (Resolver<u8, (Cancelled,), Thread>, Stoppable<Thread>),
    over: impl FnOnce(Stoppable<Thread>) -> Stoppable<Thread>,
    finally: impl FnOnce(Stoppable<Thread>, Arc<AtomicUsize>) -> Stoppable<Thread>,
    reports: usize,
) {
    let ran = Arc::new(AtomicUsize::new(0));
    let watch = unhandled::watch();
    over(finally(d, ran.clone())).chain_into(resolver);
    assert_eq!(watch.finish().len(), reports, "the pair, and each list");
    assert_eq!(ran.load(Ordering::Relaxed), 1, "its `finally` has run");
    assert_eq!(Arc::strong_count(&ran), 1, "and what it held is gone");
}

/// The same of either flavour, where the `finally` is in the pair's own node, and behind another stage.
macro_rules! rings_over {
    ($($name:ident $across:ident $reports:literal: |$d:ident| $over:expr;)+) => {$(
        #[test]
        fn $name() {
            ring_over(Deferred::pending(), |$d| $over, |d, ran| d.finally(move || { ran.fetch_add(1, Ordering::Relaxed); }), $reports);
            ring_over(Deferred::pending(), |$d| $over, |d, ran| {
                d.map(|n| n).finally(move || { ran.fetch_add(1, Ordering::Relaxed); })
            }, $reports);
        }

        #[test]
        fn $across() {
            ring_over(threads::pending(), |$d| $over, |d, ran| d.finally(move || { ran.fetch_add(1, Ordering::Relaxed); }), $reports);
            ring_over(threads::pending(), |$d| $over, |d, ran| {
                d.map(|n| n).finally(move || { ran.fetch_add(1, Ordering::Relaxed); })
            }, $reports);
        }
    )+};
}

rings_over! {
    by_way_of_a_stage by_way_of_a_stage_across_threads 1: |d| d.map(|n| n);
    by_way_of_a_shield by_way_of_a_shield_across_threads 1: |d| d.uncancellable();
    by_way_of_a_protection by_way_of_a_protection_across_threads 1: |d| d.protect();
    by_way_of_several_shields by_way_of_several_shields_across_threads 1: |d| {
        d.uncancellable().map(|n| n).uncancellable().protect()
    };
    by_way_of_a_list by_way_of_a_list_across_threads 2: |d| gather([d]).map(|all| all[0]);
    by_way_of_lists_in_lists by_way_of_lists_in_lists_across_threads 3: |d| {
        gather([gather([d]).map(|all| all[0]).protect()]).map(|all| all[0])
    };
}

#[test]
fn by_way_of_what_is_given_up_across_threads() {
    ring_over(
        threads::pending(),
        |d| {
            let d: Deferred<u8, (Cancelled, TimedOut), AnyThread> =
                d.give_up_after(Never, Duration::from_secs(1));
            d.catch(|_: TimedOut| 0)
        },
        |d, ran| {
            d.finally(move || {
                ran.fetch_add(1, Ordering::Relaxed);
            })
        },
        1,
    );
}

/// A clock whose time does not come.
struct Never;

impl Clock<AnyThread> for Never {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn call_later(&self, _: Duration, call: Box<dyn FnOnce() + Send>) -> Timer<AnyThread> {
        Timer::new(move || drop(call))
    }
}
