//! Every order in which a value, or the drop of the sender, meets the receiver; and in which a value meets a node that
//! is being linked to another: by `connect`, by a callback that returned a Deferred, by a stage behind one. Each model
//! ends with all memory given back, or loom complains.

use super::{ABANDONED, Number, Seen, Stubborn, attach, attach_other, made, now, number, plus, stubborn};
use crate::crossing::atomics::Turns;
use crate::crossing::{MaybeReady, Receiver, Sender};
use crate::error::unhandled;
use loom::thread::spawn;

/// Tries all orders.
pub(super) fn model(f: impl Fn() + Send + Sync + 'static) {
    unhandled::set_hook(|_| {});
    loom::model::Builder::new().check(f);
}

/// Tries all orders in which threads are interrupted that often at most, beside where they wait.
pub(super) fn bounded(interrupted: usize, f: impl Fn() + Send + Sync + 'static) {
    unhandled::set_hook(|_| {});
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(interrupted);
    builder.check(f);
}

/// Waits until there is a value.
pub(super) fn awaited(mut receiver: Receiver<Number>) -> u32 {
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
pub(super) fn two_steps() -> (Sender<Stubborn>, Sender<Number>, Receiver<Number>) {
    let (first, receiver) = made::<Stubborn>();
    let (second, given) = made::<Number>();
    let receiver = attach(receiver, move |_| MaybeReady::Pending(given));
    (first, second, receiver)
}

#[test]
fn a_value_and_who_takes_it() {
    model(|| {
        let (sender, receiver) = made();
        let fires = spawn(move || sender.fire(number(1)));
        assert_eq!(awaited(receiver), 1);
        fires.join().unwrap();
    });
}

#[test]
fn a_value_and_a_stage() {
    model(|| {
        let (sender, receiver) = made();
        let fires = spawn(move || sender.fire(number(1)));
        let receiver = attach(receiver, plus(1));
        fires.join().unwrap();
        assert_eq!(now(receiver).get(), 2);
    });
}

#[test]
fn a_value_and_two_stages() {
    model(|| {
        let (sender, receiver) = made();
        let fires = spawn(move || sender.fire(number(1)));
        let receiver = attach(attach(receiver, plus(1)), plus(1));
        fires.join().unwrap();
        assert_eq!(now(receiver).get(), 3);
    });
}

#[test]
fn a_value_and_a_stage_that_nobody_waits_for() {
    model(|| {
        let (sender, receiver) = made();
        let seen = Seen::default();
        let end = seen.end();
        let attaches = spawn(move || drop(attach(receiver, end)));
        sender.fire(number(1));
        attaches.join().unwrap();
        assert_eq!(seen.all(), [1]);
    });
}

#[test]
fn a_value_and_a_receiver_that_goes() {
    model(|| {
        let (sender, receiver) = made();
        let fires = spawn(move || sender.fire(number(1)));
        drop(receiver);
        fires.join().unwrap();
    });
}

#[test]
fn a_sender_that_goes_and_a_receiver_that_goes() {
    model(|| {
        let (sender, receiver) = made::<Number>();
        let goes = spawn(move || drop(sender));
        drop(receiver);
        goes.join().unwrap();
    });
}

#[test]
fn a_sender_that_goes_and_a_stage() {
    model(|| {
        let (sender, receiver) = made::<Number>();
        let goes = spawn(move || drop(sender));
        let receiver = attach(receiver, plus(1));
        goes.join().unwrap();
        assert_eq!(now(receiver).get(), ABANDONED + 1);
    });
}

#[test]
fn a_chain_that_is_torn_down_and_two_stages() {
    model(|| {
        let (sender, receiver) = made::<Number>();
        let goes = spawn(move || sender.abandon_silently());
        let receiver = attach(attach(receiver, plus(1)), plus(1));
        goes.join().unwrap();
        assert!(receiver.is_abandoned());
    });
}

#[test]
fn a_chain_that_is_torn_down_and_a_receiver_that_goes() {
    model(|| {
        let (sender, receiver) = made::<Stubborn>();
        let receiver = attach(receiver, |it: Stubborn| MaybeReady::Ready(it.0));
        let goes = spawn(move || drop(sender));
        drop(receiver);
        goes.join().unwrap();
    });
}

#[test]
fn a_value_and_a_connection() {
    model(|| {
        let (sender, receiver) = made();
        let (to, out) = made::<Number>();
        let fires = spawn(move || sender.fire(number(1)));
        receiver.connect(to);
        fires.join().unwrap();
        assert_eq!(now(out).get(), 1);
    });
}

#[test]
fn a_connection_and_a_stage_behind_it() {
    model(|| {
        let (sender, receiver) = made();
        let (to, out) = made::<Number>();
        let connects = spawn(move || {
            receiver.connect(to);
            sender.fire(number(1));
        });
        let out = attach(out, plus(1));
        connects.join().unwrap();
        assert_eq!(now(out).get(), 2);
    });
}

#[test]
fn a_value_a_connection_and_a_stage() {
    bounded(3, || {
        let (sender, receiver) = made();
        let (to, out) = made::<Number>();
        let fires = spawn(move || sender.fire(number(1)));
        let connects = spawn(move || receiver.connect(to));
        let out = attach(out, plus(1));
        fires.join().unwrap();
        connects.join().unwrap();
        assert_eq!(now(out).get(), 2);
    });
}

#[test]
fn a_connection_that_is_torn_down() {
    model(|| {
        let (sender, receiver) = made::<Number>();
        let (to, out) = made::<Number>();
        let goes = spawn(move || sender.abandon_silently());
        receiver.connect(to);
        goes.join().unwrap();
        assert!(out.is_abandoned());
    });
}

#[test]
fn a_chain_that_goes_on_while_its_inner_pair_is_fired() {
    model(|| {
        let (first, second, receiver) = two_steps();
        let fires = spawn(move || first.fire(stubborn(1)));
        second.fire(number(2));
        fires.join().unwrap();
        assert_eq!(now(receiver).get(), 2);
    });
}

#[test]
fn a_place_that_goes_over_while_the_inner_pair_is_fired() {
    model(|| {
        let (first, second, receiver) = two_steps();
        let receiver = attach(receiver, plus(1));
        let fires = spawn(move || first.fire(stubborn(1)));
        second.fire(number(2));
        fires.join().unwrap();
        assert_eq!(now(receiver).get(), 3);
    });
}

#[test]
fn a_stage_behind_while_the_place_goes_over() {
    bounded(3, || {
        let (first, second, receiver) = two_steps();
        let fires = spawn(move || {
            first.fire(stubborn(1));
            second.fire(number(2));
        });
        let receiver = attach(receiver, plus(1));
        fires.join().unwrap();
        assert_eq!(now(receiver).get(), 3);
    });
}

#[test]
fn an_inner_pair_that_is_torn_down_and_a_receiver_that_goes() {
    bounded(3, || {
        let (first, second, receiver) = two_steps();
        let receiver = attach(receiver, plus(1));
        let goes = spawn(move || second.abandon_silently());
        let left = spawn(move || drop(receiver));
        first.fire(stubborn(1));
        goes.join().unwrap();
        left.join().unwrap();
    });
}

#[test]
fn a_stage_of_somebody_else_and_a_handle_that_goes() {
    model(|| {
        let (sender, receiver) = made();
        let handle = receiver.handle();
        let goes = spawn(move || drop(handle));
        let receiver = attach_other(receiver, plus(1));
        sender.fire(number(1));
        goes.join().unwrap();
        assert_eq!(now(receiver).get(), 2);
    });
}
