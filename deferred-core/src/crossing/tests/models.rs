//! Every order in which threads can go, as loom finds them. Each model ends with all memory given back, or loom complains.

use super::given::{
    ABANDONED, Arc, CANCELLED, Number, Seen, Stubborn, attach, attach_other, made, now, number, plus,
    stubborn, watch,
};
use crate::cell::{Group, Visit};
use crate::crossing::atomics::Turns;
use crate::crossing::{Eventual, Firing, Handle, Slot};
use crate::flavour::AnyThread;
use crate::unhandled;
use loom::thread::spawn;
use std::sync::Mutex;

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
fn awaited(mut slot: Slot<Number>) -> u32 {
    let mut turns = Turns::default();
    loop {
        match slot.take() {
            Ok(it) => return it.get(),
            Err(again) => slot = again,
        }
        turns.wait();
    }
}

#[test]
fn a_value_and_who_takes_it() {
    model(|| {
        let (firing, slot) = made();
        let fires = spawn(move || firing.fire(number(1)));
        assert_eq!(awaited(slot), 1);
        fires.join().unwrap();
    });
}

#[test]
fn a_value_and_a_stage() {
    model(|| {
        let (firing, slot) = made();
        let fires = spawn(move || firing.fire(number(1)));
        let slot = attach(slot, plus(1));
        fires.join().unwrap();
        assert_eq!(now(slot).get(), 2);
    });
}

#[test]
fn a_value_and_two_stages() {
    model(|| {
        let (firing, slot) = made();
        let fires = spawn(move || firing.fire(number(1)));
        let slot = attach(attach(slot, plus(1)), plus(1));
        fires.join().unwrap();
        assert_eq!(now(slot).get(), 3);
    });
}

#[test]
fn a_value_and_a_stage_that_nobody_waits_for() {
    model(|| {
        let (firing, slot) = made();
        let seen = Seen::default();
        let end = seen.end();
        let attaches = spawn(move || drop(attach(slot, end)));
        firing.fire(number(1));
        attaches.join().unwrap();
        assert_eq!(seen.all(), [1]);
    });
}

#[test]
fn a_value_and_a_slot_that_goes() {
    model(|| {
        let (firing, slot) = made();
        let fires = spawn(move || firing.fire(number(1)));
        drop(slot);
        fires.join().unwrap();
    });
}

#[test]
fn a_firing_side_that_goes_and_a_slot_that_goes() {
    model(|| {
        let (firing, slot) = made::<Number>();
        let goes = spawn(move || drop(firing));
        drop(slot);
        goes.join().unwrap();
    });
}

#[test]
fn a_firing_side_that_goes_and_a_stage() {
    model(|| {
        let (firing, slot) = made::<Number>();
        let goes = spawn(move || drop(firing));
        let slot = attach(slot, plus(1));
        goes.join().unwrap();
        assert_eq!(now(slot).get(), ABANDONED + 1);
    });
}

#[test]
fn a_chain_that_is_torn_down_and_two_stages() {
    model(|| {
        let (firing, slot) = made::<Number>();
        let goes = spawn(move || firing.tear_down());
        let slot = attach(attach(slot, plus(1)), plus(1));
        goes.join().unwrap();
        assert!(slot.is_abandoned());
    });
}

#[test]
fn a_chain_that_is_torn_down_and_a_slot_that_goes() {
    model(|| {
        let (firing, slot) = made::<Stubborn>();
        let slot = attach(slot, |it: Stubborn| Eventual::Ready(it.0));
        let goes = spawn(move || drop(firing));
        drop(slot);
        goes.join().unwrap();
    });
}

#[test]
fn a_value_and_a_connection() {
    model(|| {
        let (firing, slot) = made();
        let (to, out) = made::<Number>();
        let fires = spawn(move || firing.fire(number(1)));
        slot.connect(to);
        fires.join().unwrap();
        assert_eq!(now(out).get(), 1);
    });
}

#[test]
fn a_connection_and_a_stage_behind_it() {
    model(|| {
        let (firing, slot) = made();
        let (to, out) = made::<Number>();
        let connects = spawn(move || {
            slot.connect(to);
            firing.fire(number(1));
        });
        let out = attach(out, plus(1));
        connects.join().unwrap();
        assert_eq!(now(out).get(), 2);
    });
}

#[test]
fn a_value_a_connection_and_a_stage() {
    bounded(3, || {
        let (firing, slot) = made();
        let (to, out) = made::<Number>();
        let fires = spawn(move || firing.fire(number(1)));
        let connects = spawn(move || slot.connect(to));
        let out = attach(out, plus(1));
        fires.join().unwrap();
        connects.join().unwrap();
        assert_eq!(now(out).get(), 2);
    });
}

#[test]
fn a_connection_that_is_torn_down() {
    model(|| {
        let (firing, slot) = made::<Number>();
        let (to, out) = made::<Number>();
        let goes = spawn(move || firing.tear_down());
        slot.connect(to);
        goes.join().unwrap();
        assert!(out.is_abandoned());
    });
}

#[test]
fn a_value_a_cancel_and_who_takes_it() {
    model(|| {
        let (firing, slot) = made();
        let handle = slot.handle();
        let cancels = spawn(move || handle.cancel());
        firing.fire(number(1));
        cancels.join().unwrap();
        assert!([1, CANCELLED].contains(&now(slot).get()));
    });
}

#[test]
fn a_value_a_cancel_and_a_stage() {
    bounded(2, || {
        let (firing, slot) = made();
        let handle = slot.handle();
        let cancels = spawn(move || handle.cancel());
        let fires = spawn(move || firing.fire(number(1)));
        let slot = attach(slot, plus(1));
        cancels.join().unwrap();
        fires.join().unwrap();
        assert!([2, CANCELLED + 1].contains(&now(slot).get()));
    });
}

#[test]
fn a_cancel_and_whoever_asks_for_it() {
    bounded(3, || {
        let (firing, slot) = made::<Number>();
        let handle = slot.handle();
        let cancels = spawn(move || handle.cancel());
        if firing.is_cancelled() {
            // It is decided already, though perhaps not yet there.
            firing.fire(number(1));
            assert_eq!(awaited(slot), CANCELLED);
        } else {
            drop(slot);
            drop(firing);
        }
        cancels.join().unwrap();
    });
}

#[test]
fn a_cancel_and_both_sides_that_go() {
    bounded(2, || {
        let (firing, slot) = made::<Number>();
        let handle = slot.handle();
        let cancels = spawn(move || handle.cancel());
        let goes = spawn(move || drop(firing));
        drop(slot);
        cancels.join().unwrap();
        goes.join().unwrap();
    });
}

#[test]
fn a_cancel_and_a_firing_side_that_goes() {
    model(|| {
        let (firing, slot) = made::<Number>();
        let handle = slot.handle();
        let cancels = spawn(move || handle.cancel());
        drop(firing);
        cancels.join().unwrap();
        assert!([ABANDONED, CANCELLED].contains(&now(slot).get()));
    });
}

#[test]
fn a_cancel_and_a_stage() {
    model(|| {
        let (firing, slot) = made::<Number>();
        let handle = slot.handle();
        let cancels = spawn(move || handle.cancel());
        let slot = attach(slot, plus(1));
        cancels.join().unwrap();
        assert_eq!(now(slot).get(), CANCELLED + 1);
        drop(firing);
    });
}

#[test]
fn a_firing_side_that_goes_while_a_stage_runs_with_what_a_cancel_gave() {
    model(|| {
        let (firing, slot) = made::<Number>();
        let cancels = spawn(move || {
            slot.handle().cancel();
            attach(slot, plus(1))
        });
        drop(firing);
        let slot = cancels.join().unwrap();
        assert!([CANCELLED + 1, ABANDONED + 1].contains(&now(slot).get()));
    });
}

#[test]
fn handles_that_come_and_go() {
    model(|| {
        let (firing, slot) = made();
        let handle = slot.handle();
        let goes = spawn(move || drop(handle.clone()));
        firing.fire(number(1));
        drop(slot);
        goes.join().unwrap();
    });
}

/// Counts how often it runs, and is dropped in any case.
fn canceller(seen: &Seen) -> impl FnOnce() -> Option<Number> + Send + 'static {
    let (seen, token) = (seen.clone(), Arc::new(()));
    move || {
        seen.push(1);
        drop(token);
        None
    }
}

#[test]
fn a_value_and_a_canceller() {
    bounded(3, || {
        let (firing, slot) = made();
        let seen = Seen::default();
        watch(&firing, canceller(&seen));
        let handle = slot.handle();
        let cancels = spawn(move || handle.cancel());
        firing.fire(number(1));
        cancels.join().unwrap();
        match now(slot).get() {
            CANCELLED => {}
            it => assert_eq!(it, 1),
        }
        assert!(seen.all().len() <= 1);
    });
}

#[test]
fn two_cancels_and_a_canceller() {
    bounded(3, || {
        let (firing, slot) = made::<Number>();
        let seen = Seen::default();
        watch(&firing, canceller(&seen));
        let handle = slot.handle();
        let cancels = spawn(move || handle.cancel());
        slot.handle().cancel();
        cancels.join().unwrap();
        assert_eq!(seen.all(), [1]);
        assert_eq!(now(slot).get(), CANCELLED);
        assert!(firing.is_cancelled());
    });
}

#[test]
fn a_canceller_and_a_firing_side_that_goes() {
    bounded(3, || {
        let (firing, slot) = made::<Number>();
        let seen = Seen::default();
        watch(&firing, canceller(&seen));
        let handle = slot.handle();
        let cancels = spawn(move || handle.cancel());
        drop(firing);
        cancels.join().unwrap();
        assert!([ABANDONED, CANCELLED].contains(&now(slot).get()));
    });
}

#[test]
fn a_canceller_without_a_place_and_a_firing_side_that_goes() {
    bounded(3, || {
        let (firing, slot) = made::<Stubborn>();
        watch(&firing, || None);
        let handle = slot.handle();
        let cancels = spawn(move || handle.cancel());
        drop(firing);
        cancels.join().unwrap();
        assert!(slot.is_abandoned());
    });
}

#[test]
fn a_canceller_that_answers_and_a_value() {
    bounded(3, || {
        let (firing, slot) = made::<Number>();
        watch(&firing, || Some(number(5)));
        let handle = slot.handle();
        let cancels = spawn(move || handle.cancel());
        firing.fire(number(1));
        cancels.join().unwrap();
        assert!([1, 5].contains(&now(slot).get()));
    });
}

#[derive(Clone)]
struct Both(std::sync::Arc<(Handle, Arc<()>)>);

impl Group<AnyThread> for Both {
    fn cancel_each(&self) {
        self.0.0.cancel();
    }

    fn each(&self, _: Visit<'_, AnyThread>) {}
}

#[test]
fn a_cancel_that_is_forwarded_and_a_value() {
    bounded(3, || {
        let (member, of_member) = made::<Number>();
        let (firing, slot) = made();
        let group = Both(std::sync::Arc::new((of_member.handle(), Arc::new(()))));
        // SAFETY: handles are `Send`.
        unsafe { firing.forward_cancels(group) };
        let handle = slot.handle();
        let cancels = spawn(move || handle.cancel());
        firing.fire(number(1));
        cancels.join().unwrap();
        assert_eq!(now(slot).get(), 1);
        drop(member);
    });
}

/// A chain whose source cannot be cancelled, and which waits for another pair then.
fn two_steps() -> (Firing<Stubborn>, Firing<Number>, Slot<Number>) {
    let (first, slot) = made::<Stubborn>();
    let (second, given) = made::<Number>();
    let slot = attach(slot, move |_| Eventual::Pending(given));
    (first, second, slot)
}

#[test]
fn a_cancel_is_not_lost_wherever_the_chain_is() {
    bounded(3, || {
        let (first, second, slot) = two_steps();
        let handle = slot.handle();
        let cancels = spawn(move || handle.cancel());
        first.fire(stubborn(1));
        cancels.join().unwrap();
        assert!(second.is_cancelled());
        assert_eq!(now(slot).get(), CANCELLED);
    });
}

#[test]
fn a_cancel_is_not_lost_on_a_longer_way() {
    bounded(3, || {
        let (first, second, slot) = two_steps();
        let slot = attach(slot, plus(1));
        let handle = slot.handle();
        let cancels = spawn(move || handle.cancel());
        first.fire(stubborn(1));
        cancels.join().unwrap();
        assert!(second.is_cancelled());
        assert_eq!(now(slot).get(), CANCELLED + 1);
    });
}

#[test]
fn two_cancels_from_two_places_are_not_lost() {
    bounded(1, || {
        let (first, second, slot) = two_steps();
        let upper = slot.handle();
        let slot = attach_other(slot, plus(1));
        let lower = slot.handle();
        let one = spawn(move || upper.cancel());
        let two = spawn(move || lower.cancel());
        first.fire(stubborn(1));
        one.join().unwrap();
        two.join().unwrap();
        assert!(second.is_cancelled());
        assert_eq!(now(slot).get(), CANCELLED + 1);
    });
}

#[test]
fn a_chain_that_goes_on_while_its_inner_pair_is_fired() {
    model(|| {
        let (first, second, slot) = two_steps();
        let fires = spawn(move || first.fire(stubborn(1)));
        second.fire(number(2));
        fires.join().unwrap();
        assert_eq!(now(slot).get(), 2);
    });
}

#[test]
fn a_place_that_goes_over_while_the_inner_pair_is_fired() {
    model(|| {
        let (first, second, slot) = two_steps();
        let slot = attach(slot, plus(1));
        let fires = spawn(move || first.fire(stubborn(1)));
        second.fire(number(2));
        fires.join().unwrap();
        assert_eq!(now(slot).get(), 3);
    });
}

#[test]
fn a_stage_behind_while_the_place_goes_over() {
    bounded(3, || {
        let (first, second, slot) = two_steps();
        let fires = spawn(move || {
            first.fire(stubborn(1));
            second.fire(number(2));
        });
        let slot = attach(slot, plus(1));
        fires.join().unwrap();
        assert_eq!(now(slot).get(), 3);
    });
}

#[test]
fn a_place_that_goes_over_a_value_and_a_cancel() {
    bounded(2, || {
        let (first, second, slot) = two_steps();
        let slot = attach(slot, plus(1));
        let handle = slot.handle();
        let cancels = spawn(move || handle.cancel());
        let fires = spawn(move || second.fire(number(2)));
        first.fire(stubborn(1));
        cancels.join().unwrap();
        fires.join().unwrap();
        assert!([3, CANCELLED + 1].contains(&now(slot).get()));
    });
}

#[test]
fn an_inner_pair_that_is_torn_down_and_a_slot_that_goes() {
    bounded(3, || {
        let (first, second, slot) = two_steps();
        let slot = attach(slot, plus(1));
        let goes = spawn(move || second.tear_down());
        let left = spawn(move || drop(slot));
        first.fire(stubborn(1));
        goes.join().unwrap();
        left.join().unwrap();
    });
}

#[test]
fn a_connection_a_value_and_a_cancel() {
    bounded(2, || {
        let (firing, slot) = made();
        let (to, out) = made::<Number>();
        let handle = out.handle();
        let cancels = spawn(move || handle.cancel());
        let fires = spawn(move || firing.fire(number(1)));
        slot.connect(to);
        cancels.join().unwrap();
        fires.join().unwrap();
        assert!([1, CANCELLED].contains(&now(out).get()));
    });
}

#[test]
fn a_connection_and_a_cancel_which_reaches_what_is_sent() {
    model(|| {
        let (firing, slot) = made::<Number>();
        let (to, out) = made::<Number>();
        let handle = out.handle();
        let cancels = spawn(move || handle.cancel());
        slot.connect(to);
        cancels.join().unwrap();
        assert!(firing.is_cancelled());
        assert_eq!(now(out).get(), CANCELLED);
    });
}

#[test]
fn a_link_that_is_delivered_while_a_cancel_comes_up() {
    model(|| {
        let (firing, slot) = made();
        let (to, out) = made::<Number>();
        slot.connect(to);
        let handle = out.handle();
        let cancels = spawn(move || handle.cancel());
        firing.fire(number(1));
        cancels.join().unwrap();
        assert!([1, CANCELLED].contains(&now(out).get()));
    });
}

#[test]
fn a_stage_of_somebody_else_and_a_handle_that_goes() {
    model(|| {
        let (firing, slot) = made();
        let handle = slot.handle();
        let goes = spawn(move || drop(handle));
        let slot = attach_other(slot, plus(1));
        firing.fire(number(1));
        goes.join().unwrap();
        assert_eq!(now(slot).get(), 2);
    });
}

#[test]
fn a_canceller_that_fires_another_chain_while_that_is_cancelled() {
    bounded(2, || {
        let (one, of_one) = made::<Number>();
        let (two, of_two) = made::<Number>();
        let other = of_two.handle();
        watch(&one, move || {
            other.cancel();
            None
        });
        let two = Mutex::new(Some(two));
        let handle = of_one.handle();
        let cancels = spawn(move || handle.cancel());
        two.lock().unwrap().take().unwrap().fire(number(2));
        cancels.join().unwrap();
        assert_eq!(now(of_one).get(), CANCELLED);
        assert!([2, CANCELLED].contains(&now(of_two).get()));
        drop(one);
    });
}
