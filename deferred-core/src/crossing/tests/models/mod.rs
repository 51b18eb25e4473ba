//! Every order in which threads can go, as loom finds them. Each model ends with all memory given back, or loom complains.

mod cancels;
mod links;
mod values;

use super::given::{Number, Stubborn, attach, made};
use crate::crossing::atomics::Turns;
use crate::crossing::{MaybeReady, Receiver, Sender};
use crate::error::unhandled;

/// Tries all orders.
fn model(f: impl Fn() + Send + Sync + 'static) {
    unhandled::set_hook(|_| {});
    loom::model::Builder::new().check(f);
}

/// Tries all orders in which threads are interrupted that often at most, beside where they wait.
fn bounded(interrupted: usize, f: impl Fn() + Send + Sync + 'static) {
    unhandled::set_hook(|_| {});
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(interrupted);
    builder.check(f);
}

/// Waits until there is a value.
fn awaited(mut receiver: Receiver<Number>) -> u32 {
    let mut turns = Turns::default();
    loop {
        match receiver.take() {
            Ok(it) => return it.get(),
            Err(again) => receiver = again,
        }
        turns.wait();
    }
}

/// A chain whose source cannot be cancelled, and which waits for another pair then.
fn two_steps() -> (Sender<Stubborn>, Sender<Number>, Receiver<Number>) {
    let (first, receiver) = made::<Stubborn>();
    let (second, given) = made::<Number>();
    let receiver = attach(receiver, move |_| MaybeReady::Pending(given));
    (first, second, receiver)
}
