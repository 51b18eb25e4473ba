//! The cell by itself: where the order is known, and in every order that loom can find; and the values and cancellers
//! that the tests put into it.

#[cfg(not(loom))]
mod atomics;
#[cfg(loom)]
mod cancel_models;
#[cfg(not(loom))]
mod cancelling;
#[cfg(not(loom))]
mod firing;
#[cfg(loom)]
mod models;
#[cfg(not(loom))]
mod threads;

use crate::crossing::{MaybeReady, Receiver, Sender, pair};
use crate::flavour::{AnyThread, Canceller, Payload};
use alloc::vec::Vec;
use core::panic::Location;
use std::sync::Mutex;

#[cfg(loom)]
use loom::sync::Arc;
#[cfg(not(loom))]
use std::sync::Arc;

/// The result of a cancelled pair.
const CANCELLED: u32 = 1_000;
/// The result of an abandoned pair.
const ABANDONED: u32 = 2_000;

/// A number that notices if it is dropped twice or never: each is an allocation.
#[derive(Debug)]
struct Number {
    number: Arc<u32>,
}

fn number(number: u32) -> Number {
    Number { number: Arc::new(number) }
}

impl Number {
    fn get(&self) -> u32 {
        *self.number
    }

    /// What counts how many there are of it.
    #[cfg(not(loom))]
    fn token(&self) -> Arc<u32> {
        self.number.clone()
    }

    /// One more of what `token` counts.
    #[cfg(not(loom))]
    fn of(token: &Arc<u32>) -> Self {
        Number { number: token.clone() }
    }
}

impl Payload for Number {
    fn cancelled(_: &'static Location<'static>) -> Option<Self> {
        Some(number(CANCELLED))
    }

    fn abandoned(_: &'static Location<'static>) -> Option<Self> {
        Some(number(ABANDONED))
    }

    fn come_too_late(self) {}
}

/// The same, with no place for a cancel, and none for being abandoned.
#[derive(Debug)]
struct Stubborn(pub(super) Number);

fn stubborn(it: u32) -> Stubborn {
    Stubborn(number(it))
}

impl Payload for Stubborn {
    fn cancelled(_: &'static Location<'static>) -> Option<Self> {
        None
    }

    fn abandoned(_: &'static Location<'static>) -> Option<Self> {
        None
    }

    fn come_too_late(self) {}
}

#[track_caller]
fn made<O: Payload>() -> (Sender<O>, Receiver<O>) {
    pair(Location::caller())
}

/// `attach` with its promise in the bounds.
fn attach<O: Payload, U: Payload + Send>(
    receiver: Receiver<O>,
    stage: impl FnOnce(O) -> MaybeReady<U> + Send + 'static,
) -> Receiver<U> {
    // SAFETY: as the bounds say.
    unsafe { receiver.attach(stage, |stage, it| stage(it)) }
}

/// `attach_other` with its promise in the bounds.
fn attach_other<O: Payload, U: Payload + Send>(
    receiver: Receiver<O>,
    stage: impl FnOnce(O) -> MaybeReady<U> + Send + 'static,
) -> Receiver<U> {
    // SAFETY: as the bounds say.
    unsafe { receiver.attach_other(stage, |stage, it| stage(it)) }
}

/// `watch` with its promise in the bounds.
fn set_canceller<I: Payload>(sender: &Sender<I>, canceller: impl FnOnce() -> Option<I> + Send + 'static) {
    struct Calls<F>(F);
    impl<I, F: FnOnce() -> Option<I> + 'static> Canceller<I, AnyThread> for Calls<F> {
        fn cancel(self) -> Option<I> {
            (self.0)()
        }
    }
    // SAFETY: as the bounds say.
    unsafe { sender.set_canceller(Calls(canceller)) }
}

/// What was seen, in order. Loom need not know of it: nothing waits for it.
#[derive(Clone, Default)]
struct Seen(std::sync::Arc<Mutex<Vec<u32>>>);

impl Seen {
    fn push(&self, it: u32) {
        self.0.lock().unwrap().push(it);
    }

    fn all(&self) -> Vec<u32> {
        self.0.lock().unwrap().clone()
    }

    /// A stage that notes what it is given, and that it has run.
    fn end(&self) -> impl FnOnce(Number) -> MaybeReady<()> + Send + 'static {
        let seen = self.clone();
        move |it| {
            seen.push(it.get());
            MaybeReady::Ready(())
        }
    }
}

/// A stage that adds.
fn plus(more: u32) -> impl FnOnce(Number) -> MaybeReady<Number> + Send + 'static {
    move |it| MaybeReady::Ready(number(it.get() + more))
}

/// What has come out.
#[track_caller]
fn now<O: Payload>(receiver: Receiver<O>) -> O {
    receiver.take().ok().expect("the value is not there")
}
