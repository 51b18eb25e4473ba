//! Ours, with `chain!`, of Deferreds that cross threads.

use super::chain::{plain, ten_stages};
use super::threads::{HandOver, handed_over};
use super::{Contender, Kind, Run};
use crate::callbacks::{BAD, Bad, Outcome, VALUE, close, inbox, repeat, rescue, step};
use crate::workload::{ADDED, MEMBERS, STEPS, Workload};

use deferred::threads::{self, Deferred, Resolver};
use deferred::{chain, gather};
use std::hint::black_box;

pub(super) const CONTENDER: Contender =
    Contender { id: "chain-threads", name: "deferred, chain! across threads", kind: Kind::Ours, runs };

fn runs(workload: Workload) -> Option<Run> {
    Some(match workload {
        Workload::W2 => |times| repeat(times, pending),
        Workload::W3 => |times| repeat(times, pending_fails),
        Workload::W4 => |times| repeat(times, nested),
        Workload::W4b => |times| repeat(times, nested_waiting),
        Workload::W5 => |times| repeat(times, gathered),
        Workload::W6 => |times| repeat(times, looped),
        Workload::W7 => handed_over::<Chain>,
        Workload::W8 => |times| repeat(times, awaited),
        Workload::W1 => return None,
    })
}

inbox!((Resolver<i64, (Bad,)>, Outcome));

#[inline(never)]
fn pending() -> Outcome {
    let (resolver, d) = threads::pending::<i64, ()>();
    let resolver = black_box(resolver);
    let d = black_box(ten_stages!(d, step));
    resolver.succeed(VALUE);
    plain(d)
}

#[inline(never)]
fn pending_fails() -> Outcome {
    let (resolver, d) = threads::pending::<i64, (Bad,)>();
    let resolver = black_box(resolver);
    let d = black_box(ten_stages!(d, step));
    resolver.fail(BAD);
    plain(d)
}

#[inline(always)]
fn step_ready(x: i64, k: i64) -> Deferred<i64, (Bad,)> {
    match step(x, k) {
        Ok(x) => threads::settled(Ok(x)),
        Err(bad) => threads::fail(bad),
    }
}

#[inline(never)]
fn nested() -> Outcome {
    let (resolver, d) = threads::pending::<i64, ()>();
    let resolver = black_box(resolver);
    let d = black_box(ten_stages!(d, step_ready));
    resolver.succeed(VALUE);
    plain(d)
}

/// Somebody else fires it, later.
#[inline(always)]
fn step_waiting(x: i64, k: i64) -> Deferred<i64, (Bad,)> {
    let (resolver, d) = threads::pending();
    inbox::put((resolver, step(x, k)));
    d
}

#[inline(never)]
fn nested_waiting() -> Outcome {
    let (resolver, d) = threads::pending::<i64, ()>();
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
        (0..MEMBERS).map(|_| threads::pending::<i64, (Bad,)>()).unzip();
    let all = chain! { gather(members); then |values| values.iter().sum::<i64>() };
    for (resolver, n) in black_box(resolvers).into_iter().zip(0..) {
        resolver.succeed(n);
    }
    plain(all)
}

fn count_from(n: i64) -> Deferred<i64, (Bad,)> {
    let (resolver, d) = threads::pending::<i64, (Bad,)>();
    inbox::put((resolver, step(1, 0)));
    chain! {
        d;
        then move |one| if n + one == STEPS { threads::settled(Ok(STEPS)) } else { count_from(n + one) },
    }
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
    let (resolver, d) = threads::pending::<i64, (Bad,)>();
    let resolver = black_box(resolver);
    let done = black_box(threads::run(async move { Ok(d.await? + black_box(ADDED)) }));
    resolver.succeed(VALUE);
    plain(done)
}

/// For W7. The chain runs where it is fired.
struct Chain;

impl HandOver for Chain {
    type Resolver = Resolver<i64, (Bad,)>;
    type Waiting = Deferred<i64, (Bad,)>;

    fn chain() -> (Self::Resolver, Self::Waiting) {
        let (resolver, d) = threads::pending::<i64, (Bad,)>();
        (black_box(resolver), ten_stages!(d, step))
    }

    fn fire(resolver: Self::Resolver, outcome: Outcome) {
        resolver.resolve_with(outcome);
    }

    fn taken(waiting: Self::Waiting) -> Outcome {
        plain(waiting)
    }
}
