//! What the allocator is asked for, exactly.

mod common;

use common::taken_by;
use deferred::testing::success_result_of;
use deferred::{Deferred, chain, fail, first_success, gather, list, succeed, windowed};
use std::hint::black_box;

#[derive(Debug)]
struct Odd(i64);

fn step(n: i64) -> Result<i64, Odd> {
    if black_box(n) == -1 { Err(Odd(n)) } else { Ok(n + 1) }
}

macro_rules! ten_stages {
    ($source:expr) => {
        chain! {
            $source;
            then step, then step, then step, then step, then step, then step, then step, then step,
            catch |odd: Odd| odd.0,
            finally || (),
        }
    };
}

fn allocations<T>(f: impl FnOnce() -> T) -> usize {
    taken_by(f).1.allocations
}

#[test]
fn a_ready_chain_takes_nothing() {
    assert_eq!(allocations(|| success_result_of(ten_stages!(succeed(1)))), 0);
}

#[test]
fn a_ready_chain_of_stages_that_give_ready_deferreds_takes_nothing() {
    fn ready(n: i64) -> Deferred<i64, (Odd,)> {
        Deferred::succeed(n + 1)
    }
    let chain = || chain! { succeed(1); then ready, then ready, then ready, catch |odd: Odd| succeed(odd.0) };
    assert_eq!(allocations(|| success_result_of(chain())), 0);
}

#[test]
fn a_pending_chain_takes_its_pair_alone() {
    let taken = allocations(|| {
        let (resolver, d) = Deferred::<i64>::pending();
        let d = ten_stages!(d);
        resolver.succeed(1);
        success_result_of(d)
    });
    assert_eq!(taken, 1);
}

#[test]
fn captures_of_more_than_six_words_take_one_more() {
    let taken = allocations(|| {
        let many = [1_i64; 8];
        let (resolver, d) = Deferred::<i64>::pending();
        let d = chain! { d; then move |n| n + many.iter().sum::<i64>(), then |n| n + 1, then |n| n + 1 };
        resolver.succeed(1);
        success_result_of(d)
    });
    assert_eq!(taken, 2);
}

#[test]
fn a_chain_of_more_stages_than_a_segment_takes_no_more() {
    let taken = allocations(|| {
        let (resolver, d) = Deferred::<i64>::pending();
        let d = chain! {
            d;
            then step, then step, then step, then step, then step, then step, then step, then step, then step,
            then step, then step, then step, then step, then step, then step, then step, then step, then step,
            then step, then step, then step, then step, then step, then step, then step, then step, then step,
            then step, then step, then step, then step, then step, then step, then step, then step, then step,
            catch |odd: Odd| odd.0,
        };
        resolver.succeed(1);
        success_result_of(d)
    });
    assert_eq!(taken, 1);
}

/// In debug builds a failure notes the stages that it passes, which takes a box and a list.
#[test]
fn a_failure_takes_nothing_but_its_notes() {
    let notes = if cfg!(debug_assertions) { 3 } else { 0 };
    let taken = allocations(|| success_result_of(ten_stages!(fail::<i64, _>(Odd(1)))));
    assert!(taken <= notes, "{taken}");
}

#[test]
fn a_pending_inner_one_takes_its_own_pair_alone() {
    let taken = allocations(|| {
        let (inner, waiting) = Deferred::<i64>::pending();
        let (resolver, d) = Deferred::<i64>::pending();
        let d = chain! { d; then move |_| waiting, then |n| n + 1 };
        resolver.succeed(1);
        inner.succeed(2);
        success_result_of(d)
    });
    assert_eq!(taken, 2);
}

/// The members, their handles, their values, the heart, the pair and its canceller.
const FOR_ALL_MEMBERS: usize = 6;

#[test]
fn a_gathering_takes_nothing_for_a_member_beside_the_members_own_pairs() {
    const MEMBERS: usize = 1000;
    let (resolvers, members): (Vec<_>, Vec<_>) =
        (0..MEMBERS).map(|_| Deferred::<usize, (Odd,)>::pending()).unzip();
    let taken = allocations(|| {
        let all = gather(members);
        for (n, resolver) in resolvers.into_iter().enumerate() {
            resolver.succeed(n);
        }
        assert_eq!(success_result_of(all).len(), MEMBERS);
    });
    assert!(taken <= FOR_ALL_MEMBERS, "{taken}");
}

#[test]
fn other_shapes_take_nothing_for_a_member_either() {
    const MEMBERS: usize = 1000;
    let pairs = || -> (Vec<_>, Vec<_>) { (0..MEMBERS).map(|_| Deferred::<usize, (Odd,)>::pending()).unzip() };
    let (resolvers, members) = pairs();
    let taken = allocations(|| {
        let all = list(members);
        resolvers.into_iter().for_each(|resolver| resolver.succeed(1));
        assert_eq!(success_result_of(all).len(), MEMBERS);
    });
    assert!(taken <= FOR_ALL_MEMBERS, "{taken}");
    let (resolvers, members) = pairs();
    let taken = allocations(|| {
        let first = first_success(members);
        resolvers.into_iter().for_each(|resolver| resolver.succeed(1));
        assert_eq!(success_result_of(first), (0, 1));
    });
    assert!(taken <= FOR_ALL_MEMBERS, "{taken}");
}

#[test]
fn a_window_takes_nothing_for_an_item_that_is_ready() {
    const ITEMS: usize = 1 << 16;
    let taken = allocations(|| success_result_of(windowed(8, 0..ITEMS, succeed)).len());
    let growing = ITEMS.ilog2() as usize;
    assert!(taken <= growing + FOR_ALL_MEMBERS, "{taken}");
}

/// In debug builds nodes are not kept for the next pair.
#[cfg(not(debug_assertions))]
#[test]
fn a_future_that_is_run_takes_one_and_an_await_that_waits_none() {
    let ready = || success_result_of(deferred::run::<_, (), _>(async { Ok(black_box(1)) }));
    let waits = || {
        let (resolver, d) = Deferred::<i64>::pending();
        let d = deferred::run::<_, (), _>(async { Ok(d.await? + 1) });
        resolver.succeed(1);
        success_result_of(d)
    };
    ready();
    waits();
    assert_eq!(allocations(ready), 1);
    assert_eq!(allocations(waits), 1);
}
