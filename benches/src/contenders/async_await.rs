//! The workloads as async code, over any channel for one value.

use super::Run;
use super::polling::{Polled, ready_at_once};
use super::ten_steps::ten_steps;
use super::threads::{HandOver, handed_over};
use crate::callbacks::{BAD, Outcome, VALUE, close, repeat, rescue, step};
use crate::workload::{MEMBERS, STEPS, Workload};
use futures::future::try_join_all;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// A channel for one outcome.
pub(super) trait Channel: Sized + 'static {
    type Sender: Send + 'static;
    type Receiver: Future<Output = Self::Received> + Unpin + 'static;
    type Received;

    fn channel() -> (Self::Sender, Self::Receiver);
    fn send(sender: Self::Sender, outcome: Outcome);
    fn outcome(received: Self::Received) -> Outcome;

    /// The one that is to be fired next, and with what.
    fn put(next: (Self::Sender, Outcome));
    fn take() -> Option<(Self::Sender, Outcome)>;
}

/// Polled by whoever fires.
pub(super) fn polled<C: Channel>(workload: Workload) -> Option<Run> {
    Some(match workload {
        Workload::W1 => |times| repeat(times, ready),
        Workload::W2 => |times| repeat(times, || pending::<C>(Ok(VALUE))),
        Workload::W3 => |times| repeat(times, || pending::<C>(Err(BAD))),
        Workload::W4 => |times| repeat(times, nested::<C>),
        Workload::W4b => |times| repeat(times, nested_waiting::<C>),
        Workload::W5 => |times| repeat(times, gathered::<C>),
        Workload::W6 => |times| repeat(times, looped::<C>),
        Workload::W7 => handed_over::<Taken<C>>,
        // Nobody but an executor begins a future.
        Workload::W8 => return None,
    })
}

pub(super) async fn received<C: Channel>(receiver: C::Receiver) -> Outcome {
    C::outcome(receiver.await)
}

/// W1 to W3: what is ready need not be awaited.
pub(super) async fn ten_stages(source: impl Future<Output = Outcome>) -> Outcome {
    ten_steps(source.await)
}

/// W4 and W4b: every stage is awaited.
pub(super) async fn ten_awaits<S, F>(source: impl Future<Output = Outcome>, stage: S) -> Outcome
where
    S: Fn(i64, i64) -> F,
    F: Future<Output = Outcome>,
{
    let outcome = async {
        let x = source.await?;
        let x = stage(x, 0).await?;
        let x = stage(x, 1).await?;
        let x = stage(x, 2).await?;
        let x = stage(x, 3).await?;
        let x = stage(x, 4).await?;
        let x = stage(x, 5).await?;
        let x = stage(x, 6).await?;
        stage(x, 7).await
    };
    let outcome = match outcome.await {
        Ok(x) => Ok(x),
        Err(bad) => rescue(bad),
    };
    close();
    outcome
}

pub(super) async fn step_ready(x: i64, k: i64) -> Outcome {
    step(x, k)
}

pub(super) async fn step_waiting<C: Channel>(x: i64, k: i64) -> Outcome {
    let (sender, receiver) = C::channel();
    C::put((sender, step(x, k)));
    received::<C>(receiver).await
}

pub(super) async fn all_of<C: Channel>(members: Vec<C::Receiver>) -> Outcome {
    Ok(try_join_all(members.into_iter().map(received::<C>)).await?.iter().sum())
}

pub(super) async fn count<C: Channel>() -> Outcome {
    let mut n = 0;
    while n < STEPS {
        n += step_waiting::<C>(1, 0).await?;
    }
    Ok(n)
}

pub(super) fn fire_next<C: Channel>() {
    let (sender, outcome) = C::take().expect("the task waits for something");
    C::send(sender, outcome);
}

#[inline(never)]
fn ready() -> Outcome {
    ready_at_once(ten_stages(std::future::ready(black_box(Ok(VALUE)))))
}

#[inline(never)]
fn pending<C: Channel>(source: Outcome) -> Outcome {
    let (sender, receiver) = C::channel();
    let sender = black_box(sender);
    let task = pin!(ten_stages(received::<C>(receiver)));
    let task = Polled::waiting(task);
    C::send(sender, source);
    task.taken()
}

#[inline(never)]
fn nested<C: Channel>() -> Outcome {
    let (sender, receiver) = C::channel();
    let sender = black_box(sender);
    let task = pin!(ten_awaits(received::<C>(receiver), step_ready));
    let task = Polled::waiting(task);
    C::send(sender, Ok(VALUE));
    task.taken()
}

#[inline(never)]
fn nested_waiting<C: Channel>() -> Outcome {
    let (sender, receiver) = C::channel();
    let sender = black_box(sender);
    let task = pin!(ten_awaits(received::<C>(receiver), step_waiting::<C>));
    let task = Polled::waiting(task);
    C::send(sender, Ok(VALUE));
    task.taken_after(fire_next::<C>)
}

#[inline(never)]
fn gathered<C: Channel>() -> Outcome {
    let (senders, members): (Vec<_>, Vec<_>) = (0..MEMBERS).map(|_| C::channel()).unzip();
    let task = pin!(all_of::<C>(members));
    let task = Polled::waiting(task);
    for (sender, n) in black_box(senders).into_iter().zip(0..) {
        C::send(sender, Ok(n));
    }
    task.taken()
}

#[inline(never)]
fn looped<C: Channel>() -> Outcome {
    let task = pin!(count::<C>());
    Polled::waiting(task).taken_after(fire_next::<C>)
}

/// For W7. The chain runs here once the other thread has sent; a task of its own for each chain
/// would cost another allocation, so none is counted.
struct Taken<C>(C);

impl<C: Channel> HandOver for Taken<C> {
    type Resolver = C::Sender;
    type Waiting = C::Receiver;

    fn chain() -> (C::Sender, C::Receiver) {
        let (sender, mut receiver) = C::channel();
        assert!(polled_once(&mut receiver).is_pending());
        (black_box(sender), receiver)
    }

    fn fire(sender: C::Sender, outcome: Outcome) {
        C::send(sender, outcome);
    }

    fn taken(mut receiver: C::Receiver) -> Outcome {
        match polled_once(&mut receiver) {
            Poll::Ready(received) => ten_steps(C::outcome(received)),
            Poll::Pending => panic!("it was sent"),
        }
    }
}

fn polled_once<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    std::pin::Pin::new(future).poll(&mut Context::from_waker(Waker::noop()))
}
