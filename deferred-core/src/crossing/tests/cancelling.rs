//! Cancelling, where the order is known.

use super::{
    ABANDONED, Arc, CANCELLED, Number, Seen, Stubborn, attach, attach_other, made, now, number, plus,
    set_canceller, stubborn,
};
use crate::crossing::{Handle, MaybeReady, Sender};
use crate::flavour::AnyThread;
use crate::flavour::{CancelGroup, Canceller, VisitHandles};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

type Place<X> = std::sync::Arc<Mutex<Option<X>>>;

fn place<X>() -> Place<X> {
    Place::default()
}

fn put<X>(place: &Place<X>, it: X) {
    *place.lock().unwrap() = Some(it);
}

fn taken<X>(place: &Place<X>) -> X {
    place.lock().unwrap().take().unwrap()
}

#[test]
fn a_pair_comes_to_what_a_cancelled_one_comes_to() {
    let (sender, receiver) = made::<Number>();
    let receiver = attach(receiver, plus(1));
    receiver.handle().cancel();
    assert!(sender.is_cancelled());
    assert_eq!(now(receiver).get(), CANCELLED + 1);
    let late = number(1);
    let token = late.token();
    sender.fire(late);
    assert_eq!(Arc::strong_count(&token), 1);
}

#[test]
fn a_cancelled_firing_side_is_dropped_in_silence() {
    let unhandled = crate::error::unhandled::watch();
    let (sender, receiver) = made::<Number>();
    receiver.handle().cancel();
    drop(sender);
    let (sender, receiver) = made::<Number>();
    receiver.handle().cancel();
    sender.abandon_silently();
    drop(receiver);
    unhandled.assert_nothing();
}

#[test]
fn the_canceller_runs_once_and_says_what_it_comes_to() {
    let (sender, receiver) = made::<Number>();
    let seen = Seen::default();
    let asked = seen.clone();
    set_canceller(&sender, move || {
        asked.push(1);
        Some(number(3))
    });
    let handle = receiver.handle();
    handle.cancel();
    handle.clone().cancel();
    assert_eq!(seen.all(), [1]);
    assert_eq!(now(receiver).get(), 3);
    drop(sender);
}

#[test]
fn a_canceller_that_fires_the_pair_decides_what_it_comes_to() {
    let (sender, receiver) = made::<Number>();
    let held = place();
    let own = held.clone();
    set_canceller(&sender, move || {
        taken::<Sender<Number>>(&own).fire(number(4));
        None
    });
    put(&held, sender);
    receiver.handle().cancel();
    assert_eq!(now(receiver).get(), 4);
}

#[test]
fn a_canceller_that_drops_the_firing_side_does_not_abandon_it() {
    let (sender, receiver) = made::<Number>();
    let held = place();
    let own = held.clone();
    set_canceller(&sender, move || {
        drop(taken::<Sender<Number>>(&own));
        None
    });
    put(&held, sender);
    receiver.handle().cancel();
    assert_eq!(now(receiver).get(), CANCELLED);

    let (sender, receiver) = made::<Stubborn>();
    let held = place();
    let own = held.clone();
    set_canceller(&sender, move || {
        drop(taken::<Sender<Stubborn>>(&own));
        None
    });
    put(&held, sender);
    receiver.handle().cancel();
    assert!(receiver.is_abandoned());
}

#[test]
fn a_canceller_goes_when_the_pair_is_fired_or_gets_another() {
    let token = Arc::new(());
    let canceller = || {
        let held = token.clone();
        move || {
            drop(held);
            None
        }
    };
    let (sender, receiver) = made::<Number>();
    set_canceller(&sender, canceller());
    assert_eq!(Arc::strong_count(&token), 2);
    set_canceller(&sender, canceller());
    assert_eq!(Arc::strong_count(&token), 2);
    sender.fire(number(1));
    assert_eq!(Arc::strong_count(&token), 1);
    drop(receiver);

    let (sender, receiver) = made::<Number>();
    set_canceller(&sender, canceller());
    receiver.handle().cancel();
    assert_eq!(now(receiver).get(), CANCELLED);
    assert_eq!(Arc::strong_count(&token), 1);
    set_canceller(&sender, canceller());
    assert_eq!(Arc::strong_count(&token), 1);

    let (sender, receiver) = made::<Number>();
    set_canceller(&sender, canceller());
    sender.abandon_silently();
    assert_eq!(Arc::strong_count(&token), 1);
    assert!(receiver.is_abandoned());
}

#[test]
fn a_canceller_that_panics_does_not_leave_the_pair_waiting() {
    let (sender, receiver) = made::<Number>();
    set_canceller(&sender, || panic!("on purpose"));
    let handle = receiver.handle();
    assert!(catch_unwind(AssertUnwindSafe(|| handle.cancel())).is_err());
    assert_eq!(now(receiver).get(), CANCELLED);
    assert!(sender.is_cancelled());
}

#[test]
fn a_canceller_that_panics_when_it_is_dropped_abandons_the_pair() {
    struct Panics;
    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("on purpose");
        }
    }
    let (sender, receiver) = made();
    let panics = Panics;
    set_canceller(&sender, move || {
        let _panics = &panics;
        None
    });
    let it = number(1);
    let token = it.token();
    assert!(catch_unwind(AssertUnwindSafe(|| sender.fire(it))).is_err());
    assert!(receiver.is_abandoned());
    assert_eq!(Arc::strong_count(&token), 1);
}

#[test]
fn a_cancel_from_the_canceller_does_nothing() {
    let (sender, receiver) = made::<Number>();
    let handle = receiver.handle();
    set_canceller(&sender, move || {
        handle.cancel();
        None
    });
    let (next, given) = made::<Number>();
    let receiver = attach(receiver, move |_| MaybeReady::Pending(given));
    receiver.handle().cancel();
    assert!(!next.is_cancelled());
    next.fire(number(2));
    assert_eq!(now(receiver).get(), 2);
}

#[test]
fn a_cancel_goes_up_to_the_innermost_that_is_waited_for() {
    let (first, receiver) = made::<Number>();
    let (inner, given) = made::<Number>();
    let receiver = attach(receiver, move |_| MaybeReady::Pending(attach(given, plus(1))));
    let (to, out) = made::<Number>();
    receiver.connect(to);
    first.fire(number(1));
    out.handle().cancel();
    assert!(inner.is_cancelled());
    assert_eq!(now(out).get(), CANCELLED + 1);
}

#[test]
fn a_cancel_while_a_callback_runs_is_taken_up_once_when_it_waits() {
    let (first, receiver) = made::<Number>();
    let (inner, given) = made::<Number>();
    let (second, next) = made::<Number>();
    let own = place::<Handle>();
    let handle = own.clone();
    let receiver = attach(receiver, move |_| {
        taken(&handle).cancel();
        MaybeReady::Pending(given)
    });
    let receiver = attach(receiver, move |it: Number| {
        assert_eq!(it.get(), CANCELLED);
        MaybeReady::Pending(next)
    });
    put(&own, receiver.handle());
    first.fire(number(1));
    assert!(inner.is_cancelled());
    assert!(!second.is_cancelled());
    second.fire(number(9));
    assert_eq!(now(receiver).get(), 9);
}

#[test]
fn what_cannot_be_cancelled_is_waited_for_and_the_next_gets_the_request() {
    let (first, receiver) = made::<Stubborn>();
    let (inner, given) = made::<Number>();
    let receiver = attach(receiver, move |_| MaybeReady::Pending(given));
    let receiver = attach_other(receiver, plus(1));
    receiver.handle().cancel();
    receiver.handle().cancel();
    assert!(!first.is_cancelled());
    first.fire(stubborn(1));
    assert!(inner.is_cancelled());
    assert_eq!(now(receiver).get(), CANCELLED + 1);
}

#[test]
fn a_request_goes_no_further_than_to_the_handle_that_asked() {
    let (first, receiver) = made::<Stubborn>();
    let handle = receiver.handle();
    let (inner, given) = made::<Number>();
    let receiver = attach_other(receiver, move |_| MaybeReady::Pending(given));
    handle.cancel();
    first.fire(stubborn(1));
    assert!(!inner.is_cancelled());
    inner.fire(number(2));
    assert_eq!(now(receiver).get(), 2);
}

#[test]
fn a_handle_means_what_its_node_waits_for_though_another_waits_behind() {
    let (first, receiver) = made::<Number>();
    let handle = receiver.handle();
    let (inner, given) = made::<Number>();
    let receiver = attach(receiver, move |_| MaybeReady::Pending(given));
    let receiver = attach_other(receiver, plus(1));
    first.fire(number(1));
    handle.cancel();
    assert!(inner.is_cancelled());
    assert_eq!(now(receiver).get(), CANCELLED + 1);
}

#[test]
fn a_cancel_of_what_is_there_does_nothing() {
    let (first, receiver) = made::<Number>();
    let handle = receiver.handle();
    first.fire(number(1));
    handle.cancel();
    let (inner, given) = made::<Number>();
    let receiver = attach(receiver, move |_| MaybeReady::Pending(given));
    assert!(!inner.is_cancelled());
    inner.fire(number(2));
    assert_eq!(now(receiver).get(), 2);
    handle.cancel();
}

#[test]
fn a_shield_keeps_what_is_behind_it() {
    struct Shield;
    impl<I> Canceller<I, AnyThread> for Shield {
        const SHIELDS: bool = true;
        fn cancel(self) -> Option<I> {
            unreachable!("a shield is never asked")
        }
    }
    let (first, receiver) = made::<Number>();
    // SAFETY: there is nothing in it.
    unsafe { first.set_canceller(Shield) };
    let (inner, given) = made::<Number>();
    let receiver = attach(receiver, move |_| MaybeReady::Pending(given));
    receiver.handle().cancel();
    assert!(!first.is_cancelled());
    first.fire(number(1));
    assert!(inner.is_cancelled());
}

#[derive(Clone)]
struct All(std::sync::Arc<[Handle]>);

impl CancelGroup<AnyThread> for All {
    fn each(&self, visit: VisitHandles<'_, AnyThread>) {
        self.0.iter().for_each(|handle| visit(Some(handle)));
    }
}

#[test]
fn a_cancel_is_forwarded_to_each_every_time() {
    let (one, of_one) = made::<Stubborn>();
    let (two, of_two) = made::<Number>();
    let (first, receiver) = made::<Number>();
    let members = All([of_one.handle(), of_two.handle()].into());
    // SAFETY: handles are `Send`.
    unsafe { first.forward_cancels(members.clone()) };
    receiver.handle().cancel();
    assert!(two.is_cancelled() && !one.is_cancelled() && !first.is_cancelled());
    receiver.handle().cancel();
    assert!(!first.is_cancelled());
    assert_eq!(std::sync::Arc::strong_count(&members.0), 2);
    first.fire(number(1));
    assert_eq!(std::sync::Arc::strong_count(&members.0), 1);
}

#[test]
fn a_connected_pair_hands_a_cancel_on() {
    let (sender, receiver) = made::<Number>();
    let (to, out) = made::<Number>();
    set_canceller(&to, || unreachable!("it is not waited for any more"));
    receiver.connect(to);
    out.handle().cancel();
    assert!(sender.is_cancelled());
    assert_eq!(now(out).get(), CANCELLED);
}

#[test]
fn what_is_connected_to_a_cancelled_pair_is_cancelled() {
    let (to, out) = made::<Number>();
    out.handle().cancel();
    let (sender, receiver) = made::<Number>();
    receiver.connect(to);
    assert!(sender.is_cancelled());
    assert_eq!(now(out).get(), CANCELLED);

    let (to, out) = made::<Number>();
    out.handle().cancel();
    let (sender, receiver) = made::<Number>();
    let receiver = attach(attach(receiver, |it| MaybeReady::Ready(Stubborn(it))), |it: Stubborn| {
        MaybeReady::Ready(it.0)
    });
    receiver.connect(to);
    drop(sender);
}

#[test]
fn an_abandoned_pair_whose_canceller_ran_before_is_still_abandoned() {
    let (sender, receiver) = made::<Stubborn>();
    set_canceller(&sender, || None);
    receiver.handle().cancel();
    assert!(!sender.is_cancelled());
    let watch = crate::error::unhandled::watch();
    drop(sender);
    assert!(receiver.is_abandoned());
    assert_eq!(watch.finish().len(), 1);

    let (sender, receiver) = made::<Number>();
    drop(sender);
    assert_eq!(now(receiver).get(), ABANDONED);
}
