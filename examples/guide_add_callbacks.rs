//! The guide's gotcha: `addCallback` and `addErrback` are not quite `addCallbacks`.
//!
//! Case 1 is `then callback1, catch errback1`, and `errback1` sees the errors of `callback1`. Case 2 is
//! `then callback1 else errback1`, a pair that stands side by side, and `errback1` sees only what came from
//! further up. The types tell the two apart: each errback says below what it can be given.

use deferred::{Deferred, Failure, chain, fail, succeed};

/// What the source may fail with.
#[derive(Debug)]
pub(crate) struct Upstream;
/// What `callback1` fails with.
#[derive(Debug)]
struct Callback1Failed;

fn callback1(n: i32) -> Result<i32, Callback1Failed> {
    println!("  callback1 is given {n}, and fails");
    Err(Callback1Failed)
}

fn callback2(n: i32) -> i32 {
    println!("  callback2 is given {n}");
    n
}

pub(crate) fn case_1(d: Deferred<i32, (Upstream,)>) {
    chain! {
        d;
        then callback1, // A
        catch |failure: Failure<(Upstream, Callback1Failed)>| {
            println!("  errback1 is given {:?}", failure.into_error()); // B
            1
        },
        then callback2,
        raises nothing, // so an `errback2` here would have nothing to do, and would not compile
    }
    .detach();
}

pub(crate) fn case_2(d: Deferred<i32, (Upstream,)>) {
    chain! {
        d;
        then callback1 else |failure: Failure<(Upstream,)>| { // C
            println!("  errback1 is given {:?}", failure.only());
            1
        },
        then callback2 else |failure: Failure<(Callback1Failed,)>| {
            println!("  errback2 is given {:?}", failure.only());
            2
        },
    }
    .detach();
}

fn main() {
    println!("Case 1, an error in callback1:");
    case_1(succeed(0).raises_at_most());
    println!("Case 1, an error from upstream:");
    case_1(fail(Upstream));
    println!("Case 2, an error in callback1:");
    case_2(succeed(0).raises_at_most());
    println!("Case 2, an error from upstream:");
    case_2(fail(Upstream));
}
