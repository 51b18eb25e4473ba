//! Tests of the cell by itself: attaching, connecting and cutting act on a node as it is at that moment, whatever
//! came in between.

use super::chain::chain;
use super::{MaybeReady, Receiver, Sender, pair};
use crate::flavour::Payload;
use alloc::rc::Rc;
use core::panic::Location;

/// A number that tells by its count if it was dropped.
struct Number(Rc<u32>);

impl Payload for Number {
    fn cancelled(_: &'static Location<'static>) -> Option<Self> {
        Some(number(1_000))
    }

    fn abandoned(_: &'static Location<'static>) -> Option<Self> {
        None
    }

    fn come_too_late(self) {}
}

fn number(n: u32) -> Number {
    Number(Rc::new(n))
}

fn made() -> (Sender<Number>, Receiver<Number>) {
    pair(Location::caller())
}

fn plus(n: u32) -> impl FnOnce(Number) -> MaybeReady<Number> {
    move |it| MaybeReady::Ready(number(*it.0 + n))
}

fn call<O>(stage: impl FnOnce(Number) -> O, it: Number) -> O {
    stage(it)
}

fn now(receiver: Receiver<Number>) -> u32 {
    match receiver.take() {
        Ok(it) => *it.0,
        Err(_) => panic!("nothing has come"),
    }
}

#[test]
fn a_stage_runs_at_once_if_the_value_came_meanwhile() {
    let (sender, receiver) = made();
    sender.fire(number(1));
    assert_eq!(now(receiver.attach(plus(1), call).attach_other(plus(1), call)), 3);
}

#[test]
fn a_stage_of_somebody_elses_chain_runs_at_once_if_the_value_came_meanwhile() {
    let (sender, receiver) = made();
    let handle = receiver.handle();
    sender.fire(number(1));
    let behind = receiver.attach_other(plus(1), call);
    handle.cancel();
    assert_eq!(now(behind), 2);
}

#[test]
fn a_chain_runs_on_a_value_that_is_there_and_what_it_captured_goes_once() {
    let held = Rc::new(());
    let captured = held.clone();
    let given = chain(MaybeReady::Ready(number(1)), false, captured, |_captured, it: Number| plus(1)(it));
    assert_eq!(Rc::strong_count(&held), 1);
    assert!(matches!(given, MaybeReady::Ready(it) if *it.0 == 2));
}

#[test]
fn a_chain_that_waits_on_a_value_that_is_there_is_what_it_waits_for() {
    let (sender, receiver) = made();
    let node = receiver.node;
    let given = chain(MaybeReady::Ready(number(1)), false, receiver, |receiver, _: Number| {
        MaybeReady::Pending(receiver)
    });
    let MaybeReady::Pending(given) = given else { panic!("nothing has come") };
    assert_eq!(given.node, node);
    sender.fire(number(3));
    assert_eq!(now(given), 3);
}

#[test]
fn a_chain_on_a_value_that_is_there_may_wait_for_what_came() {
    let (sender, receiver) = made();
    sender.fire(number(3));
    let given = chain(MaybeReady::Ready(number(1)), false, receiver, |receiver, _: Number| {
        MaybeReady::Pending(receiver)
    });
    assert!(matches!(given, MaybeReady::Ready(it) if *it.0 == 3));
}

#[test]
fn a_chain_that_fits_into_no_node_runs_on_a_value_that_is_there() {
    let given = chain(MaybeReady::Ready(number(1)), false, [1_u64; 20], |ones, it: Number| {
        plus(ones.iter().sum::<u64>() as u32)(it)
    });
    assert!(matches!(given, MaybeReady::Ready(it) if *it.0 == 21));
}

#[test]
fn a_chain_that_fits_into_no_node_may_wait_behind_another() {
    let (sender, receiver) = made();
    let first = receiver.attach(plus(1), call);
    let given = chain(MaybeReady::Pending(first), false, [1_u64; 20], |ones, it: Number| {
        plus(ones.iter().sum::<u64>() as u32)(it)
    });
    let MaybeReady::Pending(given) = given else { panic!("nothing has come") };
    sender.fire(number(1));
    assert_eq!(now(given), 22);
}

#[test]
fn a_chain_that_captures_nothing_and_lies_apart_may_wait_behind_another() {
    #[repr(align(64))]
    struct Wide;
    let (sender, receiver) = made();
    let first = receiver.attach(plus(1), call);
    let given = chain(MaybeReady::Pending(first), false, Wide, |Wide, it: Number| plus(1)(it));
    let MaybeReady::Pending(given) = given else { panic!("nothing has come") };
    sender.fire(number(1));
    assert_eq!(now(given), 3);
}

#[test]
fn a_chain_behind_another_that_is_dropped_lets_go_of_what_it_captured() {
    let held = Rc::new(());
    let (sender, receiver) = made();
    let first = receiver.attach(plus(1), call);
    let captured = (held.clone(), [1_u64; 20]);
    drop(chain(MaybeReady::Pending(first), true, captured, |_captured, it: Number| plus(1)(it)));
    drop(sender);
    assert_eq!(Rc::strong_count(&held), 1);
}

#[cfg(feature = "std")]
#[test]
fn a_chain_that_panics_on_a_value_that_is_there_leaves_nothing() {
    let held = Rc::new(());
    let (captured, input) = (held.clone(), number(1));
    let (token, others) = (input.0.clone(), made());
    let panicked = crate::runtime::unwind::catch(|| {
        chain(
            MaybeReady::Ready(input),
            false,
            (captured, others),
            |_captured, _input: Number| -> MaybeReady<Number> { panic!("here") },
        )
    });
    assert!(panicked.is_err());
    assert_eq!((Rc::strong_count(&held), Rc::strong_count(&token)), (1, 1));
}

#[test]
fn a_stage_behind_what_was_abandoned_meanwhile_is_dropped() {
    let (sender, receiver) = made();
    sender.abandon_silently();
    let held = Rc::new(());
    let captured = held.clone();
    let behind = receiver.attach(captured, |captured, it| {
        drop(captured);
        MaybeReady::Ready(it)
    });
    assert_eq!(Rc::strong_count(&held), 1);
    assert!(behind.is_abandoned());
    assert!(behind.attach(plus(1), call).take().is_err());
}

#[test]
fn what_came_meanwhile_goes_where_it_is_connected() {
    let (sender, receiver) = made();
    let (to, linked) = made();
    sender.fire(number(1));
    receiver.connect(to);
    assert_eq!(now(linked), 1);
}

#[test]
fn a_link_is_cut_once_and_only_as_long_as_nothing_came() {
    let (sender, receiver) = made();
    let (to, linked) = made();
    let link = receiver.connect_detachably(to);
    link.cut().expect("nothing came").fire(number(2));
    assert!(link.cut().is_none());
    let late = number(1);
    let token = late.0.clone();
    sender.fire(late);
    assert_eq!(Rc::strong_count(&token), 1, "nobody takes it");
    assert_eq!(now(linked), 2);

    let (sender, receiver) = made();
    let (to, linked) = made();
    let link = receiver.connect_detachably(to);
    sender.fire(number(1));
    assert!(link.cut().is_none());
    assert_eq!(now(linked), 1);
}

#[test]
fn a_canceller_is_only_put_into_what_was_not_fired() {
    struct Holds(#[allow(dead_code, reason = "it is dropped")] Rc<()>);
    impl crate::flavour::Canceller<Number> for Holds {
        fn cancel(self) -> Option<Number> {
            None
        }
    }

    let (sender, receiver) = made();
    receiver.handle().cancel();
    let held = Rc::new(());
    sender.set_canceller(Holds(held.clone()));
    assert_eq!(Rc::strong_count(&held), 1);
    drop(sender);
    assert_eq!(now(receiver), 1_000);
}
