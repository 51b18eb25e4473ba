//! The combinators of `futures` on its oneshot channel, polled by whoever fires.

use super::async_await::{Channel, polled};
use super::polling::{Polled, ready_at_once};
use super::{Contender, Kind, Run};
use crate::callbacks::{BAD, Outcome, VALUE, close, inbox, repeat, rescue, step};
use crate::workload::Workload;
use futures::channel::oneshot::{Canceled, Receiver, Sender, channel};
use futures::future::{FutureExt, Ready, TryFutureExt, ready};
use std::hint::black_box;
use std::pin::pin;

pub(super) const CONTENDER: Contender =
    Contender { id: "futures", name: "futures combinators, polled by hand", kind: Kind::Library, runs };

// Inlined into other crates, its combinators would have them need the `recursion_limit` of this one.
#[inline(never)]
fn runs(workload: Workload) -> Option<Run> {
    Some(match workload {
        Workload::W1 => |times| repeat(times, ready_chain),
        Workload::W2 => |times| repeat(times, pending),
        Workload::W3 => |times| repeat(times, pending_fails),
        Workload::W4 => |times| repeat(times, nested),
        Workload::W4b => |times| repeat(times, nested_waiting),
        // No combinator makes a loop or a gathering faster than what `futures` has for both.
        Workload::W5 | Workload::W6 | Workload::W7 | Workload::W8 => return polled::<Futures>(workload),
    })
}

inbox!((Sender<Outcome>, Outcome));

pub(super) struct Futures;

impl Channel for Futures {
    type Sender = Sender<Outcome>;
    type Receiver = Receiver<Outcome>;
    type Received = Result<Outcome, Canceled>;

    fn channel() -> (Sender<Outcome>, Receiver<Outcome>) {
        channel()
    }

    fn send(sender: Sender<Outcome>, outcome: Outcome) {
        sender.send(outcome).expect("the chain waits for it");
    }

    fn outcome(received: Result<Outcome, Canceled>) -> Outcome {
        received.expect("it was sent")
    }

    fn put(next: (Sender<Outcome>, Outcome)) {
        inbox::put(next);
    }

    fn take() -> Option<(Sender<Outcome>, Outcome)> {
        inbox::take()
    }
}

/// Each use is of a type of its own, so that the compiler can inline it whole: shared types cost it three times as much.
macro_rules! ten_stages {
    ($source:expr, $step:ident) => {
        $source
            .and_then(|x| $step(x, 0))
            .and_then(|x| $step(x, 1))
            .and_then(|x| $step(x, 2))
            .and_then(|x| $step(x, 3))
            .and_then(|x| $step(x, 4))
            .and_then(|x| $step(x, 5))
            .and_then(|x| $step(x, 6))
            .and_then(|x| $step(x, 7))
            .or_else(|bad| ready(rescue(bad)))
            .map(|outcome| {
                close();
                outcome
            })
    };
}
pub(super) use ten_stages;

/// A combinator takes nothing but futures: the same for a plain result as for a future that is ready.
#[inline(always)]
pub(super) fn step_ready(x: i64, k: i64) -> Ready<Outcome> {
    ready(step(x, k))
}

#[inline(always)]
pub(super) fn step_waiting(x: i64, k: i64) -> impl Future<Output = Outcome> {
    let (sender, receiver) = channel();
    inbox::put((sender, step(x, k)));
    receiver.map(Futures::outcome)
}

pub(super) fn fire_next() {
    super::async_await::fire_next::<Futures>();
}

#[inline(never)]
fn ready_chain() -> Outcome {
    ready_at_once(ten_stages!(ready(black_box(Ok(VALUE))), step_ready))
}

macro_rules! pending {
    ($source:expr) => {{
        let (sender, receiver) = channel();
        let sender = black_box(sender);
        let task = pin!(ten_stages!(receiver.map(Futures::outcome), step_ready));
        let task = Polled::waiting(task);
        Futures::send(sender, $source);
        task.taken()
    }};
}

#[inline(never)]
fn pending() -> Outcome {
    pending!(Ok(VALUE))
}

#[inline(never)]
fn pending_fails() -> Outcome {
    pending!(Err(BAD))
}

#[inline(never)]
fn nested() -> Outcome {
    pending!(Ok(VALUE))
}

#[inline(never)]
fn nested_waiting() -> Outcome {
    let (sender, receiver) = channel();
    let sender = black_box(sender);
    let task = pin!(ten_stages!(receiver.map(Futures::outcome), step_waiting));
    let task = Polled::waiting(task);
    Futures::send(sender, Ok(VALUE));
    task.taken_after(fire_next)
}
