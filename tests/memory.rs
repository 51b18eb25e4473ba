//! Nodes are kept for the next pair, up to a bound. Only in release builds: in debug builds a sanitizer is to see each node come and go.
#![cfg(not(debug_assertions))]

mod common;

use common::taken_by;
use deferred::testing::success_result_of;
use deferred::{Deferred, Resolver, chain};

fn one() -> i32 {
    let (resolver, d) = Deferred::<i32>::pending();
    let d = chain! { d; then |n| n + 1 };
    resolver.succeed(1);
    success_result_of(d)
}

fn many(count: usize) -> Vec<(Resolver<i32>, Deferred<i32>)> {
    (0..count).map(|_| Deferred::pending()).collect()
}

fn fire(pairs: Vec<(Resolver<i32>, Deferred<i32>)>) {
    for (resolver, d) in pairs {
        resolver.succeed(1);
        d.detach();
    }
}

#[test]
fn a_pair_takes_the_place_of_the_one_before() {
    one();
    // More often than a thread keeps nodes.
    let (sum, taken) = taken_by(|| (0..3000).map(|_| one()).sum::<i32>());
    assert_eq!((sum, taken.allocations), (6000, 0));
}

#[test]
fn a_thread_keeps_a_bounded_number_of_nodes() {
    fire(many(5000));
    let ((), taken) = taken_by(|| fire(many(5000)));
    let nodes = taken.allocations
        - taken_by(|| Vec::<(Resolver<i32>, Deferred<i32>)>::with_capacity(5000)).1.allocations;
    assert!((5000 - 1024..5000).contains(&nodes), "{nodes} allocations");
}
