//! Ours, with `chain!`.

use super::{Contender, Kind, Run};
use crate::callbacks::{BAD, Bad, Outcome, VALUE, close, inbox, repeat, rescue, step};
use crate::workload::{ADDED, MEMBERS, STEPS, Workload};
use deferred::{Deferred, Flavour, Resolver, chain, gather, run};
use std::hint::black_box;

pub(super) const CONTENDER: Contender =
    Contender { id: "chain", name: "deferred, chain!", kind: Kind::Ours, runs };

fn runs(workload: Workload) -> Option<Run> {
    Some(match workload {
        Workload::W1 => |times| repeat(times, ready),
        Workload::W2 => |times| repeat(times, pending),
        Workload::W3 => |times| repeat(times, pending_fails),
        Workload::W4 => |times| repeat(times, nested),
        Workload::W4b => |times| repeat(times, nested_waiting),
        Workload::W5 => |times| repeat(times, gathered),
        Workload::W6 => |times| repeat(times, looped),
        Workload::W7 => return None,
        Workload::W8 => |times| repeat(times, awaited),
    })
}

inbox!((Resolver<i64, (Bad,)>, Outcome));

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
pub(super) use ten_stages;

/// The outcome without its trace, as the hand-written code has it.
#[inline(always)]
pub(super) fn plain<Thread: Flavour>(d: Deferred<i64, (Bad,), Thread>) -> Outcome {
    let outcome = d.try_outcome().expect("it was fired");
    outcome.map_err(|failure| failure.only())
}

#[inline(never)]
fn ready() -> Outcome {
    plain(ten_stages!(black_box(Ok::<i64, Bad>(VALUE)), step))
}

#[inline(never)]
fn pending() -> Outcome {
    let (resolver, d) = Deferred::<i64>::pending();
    let resolver = black_box(resolver);
    let d = black_box(ten_stages!(d, step));
    resolver.succeed(VALUE);
    plain(d)
}

#[inline(never)]
fn pending_fails() -> Outcome {
    let (resolver, d) = Deferred::<i64, (Bad,)>::pending();
    let resolver = black_box(resolver);
    let d = black_box(ten_stages!(d, step));
    resolver.fail(BAD);
    plain(d)
}

#[inline(always)]
pub(super) fn step_ready(x: i64, k: i64) -> Deferred<i64, (Bad,)> {
    match step(x, k) {
        Ok(x) => Deferred::succeed(x),
        Err(bad) => Deferred::fail(bad),
    }
}

#[inline(never)]
fn nested() -> Outcome {
    let (resolver, d) = Deferred::<i64>::pending();
    let resolver = black_box(resolver);
    let d = black_box(ten_stages!(d, step_ready));
    resolver.succeed(VALUE);
    plain(d)
}

/// Somebody else fires it, later.
#[inline(always)]
fn step_waiting(x: i64, k: i64) -> Deferred<i64, (Bad,)> {
    let (resolver, d) = Deferred::pending();
    inbox::put((resolver, step(x, k)));
    d
}

#[inline(never)]
fn nested_waiting() -> Outcome {
    let (resolver, d) = Deferred::<i64>::pending();
    let resolver = black_box(resolver);
    let d = black_box(ten_stages!(d, step_waiting));
    resolver.succeed(VALUE);
    while let Some((resolver, outcome)) = inbox::take() {
        resolver.resolve_with(outcome);
    }
    plain(d)
}

#[inline(never)]
fn gathered() -> Outcome {
    let (resolvers, members): (Vec<_>, Vec<_>) =
        (0..MEMBERS).map(|_| Deferred::<i64, (Bad,)>::pending()).unzip();
    let all = chain! { gather(members); then |values| values.iter().sum::<i64>() };
    for (resolver, n) in black_box(resolvers).into_iter().zip(0..) {
        resolver.succeed(n);
    }
    plain(all)
}

fn count_from(n: i64) -> Deferred<i64, (Bad,)> {
    let (resolver, d) = Deferred::<i64, (Bad,)>::pending();
    inbox::put((resolver, step(1, 0)));
    chain! { d; then move |one| if n + one == STEPS { Deferred::succeed(STEPS) } else { count_from(n + one) } }
}

#[inline(never)]
fn looped() -> Outcome {
    let done = count_from(0);
    while let Some((resolver, outcome)) = inbox::take() {
        resolver.resolve_with(outcome);
    }
    plain(done)
}

#[inline(never)]
fn awaited() -> Outcome {
    let (resolver, d) = Deferred::<i64, (Bad,)>::pending();
    let resolver = black_box(resolver);
    let done = black_box(run(async move { Ok(d.await? + black_box(ADDED)) }));
    resolver.succeed(VALUE);
    plain(done)
}
