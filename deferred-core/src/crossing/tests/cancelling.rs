//! Cancelling, where the order is known.

use super::given::{
    ABANDONED, Arc, CANCELLED, Number, Seen, Stubborn, attach, attach_other, made, now, number, plus,
    stubborn, watch,
};
use crate::cell::{Canceller, Group, Visit};
use crate::crossing::{Eventual, Firing, Handle};
use crate::flavour::AnyThread;
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
    let (firing, slot) = made::<Number>();
    let slot = attach(slot, plus(1));
    slot.handle().cancel();
    assert!(firing.is_cancelled());
    assert_eq!(now(slot).get(), CANCELLED + 1);
    let late = number(1);
    let token = late.token();
    firing.fire(late);
    assert_eq!(Arc::strong_count(&token), 1);
}

#[test]
fn a_cancelled_firing_side_is_dropped_in_silence() {
    let unhandled = crate::unhandled::watch();
    let (firing, slot) = made::<Number>();
    slot.handle().cancel();
    drop(firing);
    let (firing, slot) = made::<Number>();
    slot.handle().cancel();
    firing.tear_down();
    drop(slot);
    unhandled.assert_nothing();
}

#[test]
fn the_canceller_runs_once_and_says_what_it_comes_to() {
    let (firing, slot) = made::<Number>();
    let seen = Seen::default();
    let asked = seen.clone();
    watch(&firing, move || {
        asked.push(1);
        Some(number(3))
    });
    let handle = slot.handle();
    handle.cancel();
    handle.clone().cancel();
    assert_eq!(seen.all(), [1]);
    assert_eq!(now(slot).get(), 3);
    drop(firing);
}

#[test]
fn a_canceller_that_fires_the_pair_decides_what_it_comes_to() {
    let (firing, slot) = made::<Number>();
    let held = place();
    let own = held.clone();
    watch(&firing, move || {
        taken::<Firing<Number>>(&own).fire(number(4));
        None
    });
    put(&held, firing);
    slot.handle().cancel();
    assert_eq!(now(slot).get(), 4);
}

#[test]
fn a_canceller_that_drops_the_firing_side_does_not_abandon_it() {
    let (firing, slot) = made::<Number>();
    let held = place();
    let own = held.clone();
    watch(&firing, move || {
        drop(taken::<Firing<Number>>(&own));
        None
    });
    put(&held, firing);
    slot.handle().cancel();
    assert_eq!(now(slot).get(), CANCELLED);

    let (firing, slot) = made::<Stubborn>();
    let held = place();
    let own = held.clone();
    watch(&firing, move || {
        drop(taken::<Firing<Stubborn>>(&own));
        None
    });
    put(&held, firing);
    slot.handle().cancel();
    assert!(slot.is_abandoned());
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
    let (firing, slot) = made::<Number>();
    watch(&firing, canceller());
    assert_eq!(Arc::strong_count(&token), 2);
    watch(&firing, canceller());
    assert_eq!(Arc::strong_count(&token), 2);
    firing.fire(number(1));
    assert_eq!(Arc::strong_count(&token), 1);
    drop(slot);

    let (firing, slot) = made::<Number>();
    watch(&firing, canceller());
    slot.handle().cancel();
    assert_eq!(now(slot).get(), CANCELLED);
    assert_eq!(Arc::strong_count(&token), 1);
    watch(&firing, canceller());
    assert_eq!(Arc::strong_count(&token), 1);

    let (firing, slot) = made::<Number>();
    watch(&firing, canceller());
    firing.tear_down();
    assert_eq!(Arc::strong_count(&token), 1);
    assert!(slot.is_abandoned());
}

#[test]
fn a_canceller_that_panics_does_not_leave_the_pair_waiting() {
    let (firing, slot) = made::<Number>();
    watch(&firing, || panic!("on purpose"));
    let handle = slot.handle();
    assert!(catch_unwind(AssertUnwindSafe(|| handle.cancel())).is_err());
    assert_eq!(now(slot).get(), CANCELLED);
    assert!(firing.is_cancelled());
}

#[test]
fn a_canceller_that_panics_when_it_is_dropped_abandons_the_pair() {
    struct Panics;
    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("on purpose");
        }
    }
    let (firing, slot) = made();
    let panics = Panics;
    watch(&firing, move || {
        let _panics = &panics;
        None
    });
    let it = number(1);
    let token = it.token();
    assert!(catch_unwind(AssertUnwindSafe(|| firing.fire(it))).is_err());
    assert!(slot.is_abandoned());
    assert_eq!(Arc::strong_count(&token), 1);
}

#[test]
fn a_cancel_from_the_canceller_does_nothing() {
    let (firing, slot) = made::<Number>();
    let handle = slot.handle();
    watch(&firing, move || {
        handle.cancel();
        None
    });
    let (next, given) = made::<Number>();
    let slot = attach(slot, move |_| Eventual::Pending(given));
    slot.handle().cancel();
    assert!(!next.is_cancelled());
    next.fire(number(2));
    assert_eq!(now(slot).get(), 2);
}

#[test]
fn a_cancel_goes_up_to_the_innermost_that_is_waited_for() {
    let (first, slot) = made::<Number>();
    let (inner, given) = made::<Number>();
    let slot = attach(slot, move |_| Eventual::Pending(attach(given, plus(1))));
    let (to, out) = made::<Number>();
    slot.connect(to);
    first.fire(number(1));
    out.handle().cancel();
    assert!(inner.is_cancelled());
    assert_eq!(now(out).get(), CANCELLED + 1);
}

#[test]
fn a_cancel_while_a_callback_runs_is_taken_up_once_when_it_waits() {
    let (first, slot) = made::<Number>();
    let (inner, given) = made::<Number>();
    let (second, next) = made::<Number>();
    let own = place::<Handle>();
    let handle = own.clone();
    let slot = attach(slot, move |_| {
        taken(&handle).cancel();
        Eventual::Pending(given)
    });
    let slot = attach(slot, move |it: Number| {
        assert_eq!(it.get(), CANCELLED);
        Eventual::Pending(next)
    });
    put(&own, slot.handle());
    first.fire(number(1));
    assert!(inner.is_cancelled());
    assert!(!second.is_cancelled());
    second.fire(number(9));
    assert_eq!(now(slot).get(), 9);
}

#[test]
fn what_cannot_be_cancelled_is_waited_for_and_the_next_gets_the_request() {
    let (first, slot) = made::<Stubborn>();
    let (inner, given) = made::<Number>();
    let slot = attach(slot, move |_| Eventual::Pending(given));
    let slot = attach_other(slot, plus(1));
    slot.handle().cancel();
    slot.handle().cancel();
    assert!(!first.is_cancelled());
    first.fire(stubborn(1));
    assert!(inner.is_cancelled());
    assert_eq!(now(slot).get(), CANCELLED + 1);
}

#[test]
fn a_request_goes_no_further_than_to_the_handle_that_asked() {
    let (first, slot) = made::<Stubborn>();
    let handle = slot.handle();
    let (inner, given) = made::<Number>();
    let slot = attach_other(slot, move |_| Eventual::Pending(given));
    handle.cancel();
    first.fire(stubborn(1));
    assert!(!inner.is_cancelled());
    inner.fire(number(2));
    assert_eq!(now(slot).get(), 2);
}

#[test]
fn a_handle_means_what_its_node_waits_for_though_another_waits_behind() {
    let (first, slot) = made::<Number>();
    let handle = slot.handle();
    let (inner, given) = made::<Number>();
    let slot = attach(slot, move |_| Eventual::Pending(given));
    let slot = attach_other(slot, plus(1));
    first.fire(number(1));
    handle.cancel();
    assert!(inner.is_cancelled());
    assert_eq!(now(slot).get(), CANCELLED + 1);
}

#[test]
fn a_cancel_of_what_is_there_does_nothing() {
    let (first, slot) = made::<Number>();
    let handle = slot.handle();
    first.fire(number(1));
    handle.cancel();
    let (inner, given) = made::<Number>();
    let slot = attach(slot, move |_| Eventual::Pending(given));
    assert!(!inner.is_cancelled());
    inner.fire(number(2));
    assert_eq!(now(slot).get(), 2);
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
    let (first, slot) = made::<Number>();
    // SAFETY: there is nothing in it.
    unsafe { first.watch(Shield) };
    let (inner, given) = made::<Number>();
    let slot = attach(slot, move |_| Eventual::Pending(given));
    slot.handle().cancel();
    assert!(!first.is_cancelled());
    first.fire(number(1));
    assert!(inner.is_cancelled());
}

#[derive(Clone)]
struct All(std::sync::Arc<[Handle]>);

impl Group<AnyThread> for All {
    fn cancel_each(&self) {
        self.0.iter().for_each(Handle::cancel);
    }

    fn each(&self, _: Visit<'_, AnyThread>) {}
}

#[test]
fn a_cancel_is_forwarded_to_each_every_time() {
    let (one, of_one) = made::<Stubborn>();
    let (two, of_two) = made::<Number>();
    let (first, slot) = made::<Number>();
    let members = All([of_one.handle(), of_two.handle()].into());
    // SAFETY: handles are `Send`.
    unsafe { first.forward_cancels(members.clone()) };
    slot.handle().cancel();
    assert!(two.is_cancelled() && !one.is_cancelled() && !first.is_cancelled());
    slot.handle().cancel();
    assert!(!first.is_cancelled());
    assert_eq!(std::sync::Arc::strong_count(&members.0), 2);
    first.fire(number(1));
    assert_eq!(std::sync::Arc::strong_count(&members.0), 1);
}

#[test]
fn a_connected_pair_hands_a_cancel_on() {
    let (firing, slot) = made::<Number>();
    let (to, out) = made::<Number>();
    watch(&to, || unreachable!("it is not waited for any more"));
    slot.connect(to);
    out.handle().cancel();
    assert!(firing.is_cancelled());
    assert_eq!(now(out).get(), CANCELLED);
}

#[test]
fn what_is_connected_to_a_cancelled_pair_is_cancelled() {
    let (to, out) = made::<Number>();
    out.handle().cancel();
    let (firing, slot) = made::<Number>();
    slot.connect(to);
    assert!(firing.is_cancelled());
    assert_eq!(now(out).get(), CANCELLED);

    let (to, out) = made::<Number>();
    out.handle().cancel();
    let (firing, slot) = made::<Number>();
    let slot = attach(attach(slot, |it| Eventual::Ready(Stubborn(it))), |it: Stubborn| Eventual::Ready(it.0));
    slot.connect(to);
    drop(firing);
}

#[test]
fn an_abandoned_pair_whose_canceller_ran_before_is_still_abandoned() {
    let (firing, slot) = made::<Stubborn>();
    watch(&firing, || None);
    slot.handle().cancel();
    assert!(!firing.is_cancelled());
    let watch = crate::unhandled::watch();
    drop(firing);
    assert!(slot.is_abandoned());
    assert_eq!(watch.finish().len(), 1);

    let (firing, slot) = made::<Number>();
    drop(firing);
    assert_eq!(now(slot).get(), ABANDONED);
}
