//! Every order in which a value, or the drop of the sender, meets the receiver.

use super::super::given::{ABANDONED, Number, Seen, Stubborn, attach, made, now, number, plus};
use super::{awaited, model};
use crate::crossing::MaybeReady;
use loom::thread::spawn;

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
