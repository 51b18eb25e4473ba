//! Every order in which a value meets a node that is being linked to another: by `connect`, by a callback that returned a Deferred, by a stage behind one.

use super::super::given::{Number, attach, attach_other, made, now, number, plus, stubborn};
use super::{bounded, model, two_steps};
use loom::thread::spawn;

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
