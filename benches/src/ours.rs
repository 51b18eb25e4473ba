//! The same with `chain!`.

use crate::{Bad, close, rescue, step};
use deferred::{Deferred, chain};
use std::hint::black_box;

macro_rules! ten_stages {
    ($source:expr, $step:ident) => {
        chain! {
            $source;
            then |x| $step(x, 0), then |x| $step(x, 1), then |x| $step(x, 2), then |x| $step(x, 3),
            then |x| $step(x, 4), then |x| $step(x, 5), then |x| $step(x, 6), then |x| $step(x, 7),
            catch |bad: Bad| rescue(bad),
            finally || close(),
        }
    };
}

/// The outcome without its trace, as the hand-written code has it.
#[inline(always)]
fn plain(d: Deferred<i64, (Bad,)>) -> Option<Result<i64, Bad>> {
    let outcome = d.try_outcome().ok()?;
    Some(outcome.map_err(|failure| failure.only()))
}

/// W1: a source that is ready.
#[inline(never)]
pub fn ready() {
    let d = ten_stages!(black_box(Ok::<i64, Bad>(1)), step);
    black_box(plain(d));
}

/// W2: make the pair, attach, fire.
#[inline(never)]
pub fn pending() {
    let (resolver, d) = Deferred::<i64>::pending();
    let resolver = black_box(resolver);
    let d = black_box(ten_stages!(d, step));
    resolver.succeed(1);
    black_box(plain(d));
}

/// W3: the same, failing at the source.
#[inline(never)]
pub fn pending_fails() {
    let (resolver, d) = Deferred::<i64, (Bad,)>::pending();
    let resolver = black_box(resolver);
    let d = black_box(ten_stages!(d, step));
    resolver.fail(Bad(3));
    black_box(plain(d));
}

#[inline(always)]
fn step_to_deferred(x: i64, k: i64) -> Deferred<i64, (Bad,)> {
    match step(x, k) {
        Ok(x) => Deferred::succeed(x),
        Err(bad) => Deferred::fail(bad),
    }
}

/// W4: each stage gives a Deferred that is ready.
#[inline(never)]
pub fn nested() {
    let (resolver, d) = Deferred::<i64>::pending();
    let resolver = black_box(resolver);
    let d = black_box(ten_stages!(d, step_to_deferred));
    resolver.succeed(1);
    black_box(plain(d));
}
