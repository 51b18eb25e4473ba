//! Firing, attaching, taking and dropping, where the order is known.

use super::given::{ABANDONED, Arc, Number, Seen, Stubborn, attach, attach_other, made, now, number, plus};
use crate::crossing::{Eventual, Slot};
use crate::{Outcome, trampoline, unhandled};
use alloc::boxed::Box;
use std::panic::{AssertUnwindSafe, catch_unwind};

#[test]
fn what_is_fired_is_taken() {
    let (firing, slot) = made();
    let Err(slot) = slot.take() else { panic!("nothing was fired") };
    firing.fire(number(7));
    assert_eq!(slot.peek().unwrap().get(), 7);
    assert_eq!(now(slot).get(), 7);
}

#[test]
fn a_stage_runs_when_the_value_comes() {
    let (firing, slot) = made();
    let slot = attach(slot, plus(1));
    assert!(slot.peek().is_none());
    firing.fire(number(1));
    assert_eq!(now(slot).get(), 2);
}

#[test]
fn a_stage_runs_at_once_if_the_value_came_meanwhile() {
    let (firing, slot) = made();
    firing.fire(number(1));
    let slot = attach(attach(slot, plus(1)), plus(1));
    assert_eq!(now(slot).get(), 3);
}

#[test]
fn stages_run_in_order_wherever_they_are() {
    let (firing, slot) = made();
    let slot = attach(slot, plus(1));
    let slot = attach(slot, |it: Number| Eventual::Ready(number(it.get() * 10)));
    let slot = attach_other(slot, plus(5));
    firing.fire(number(2));
    assert_eq!(now(slot).get(), 35);
}

#[test]
fn a_stage_that_does_not_fit_is_run_and_dropped_as_well() {
    let (firing, slot) = made();
    let much = [3; 64];
    let slot = attach(slot, move |it: Number| Eventual::Ready(number(it.get() + much[it.get() as usize])));
    firing.fire(number(1));
    assert_eq!(now(slot).get(), 4);

    let (firing, slot) = made::<Number>();
    let (token, seen) = (Arc::new(()), Arc::new([0; 64]));
    let held = (token.clone(), seen, [0_u64; 8]);
    drop(attach(slot, move |_| {
        let _held = &held;
        Eventual::Ready(())
    }));
    firing.tear_down();
    assert_eq!(Arc::strong_count(&token), 1);
}

#[test]
fn a_node_has_room_for_a_small_failure() {
    #[derive(Debug)]
    #[expect(dead_code)]
    struct Small(u64);
    assert!(size_of::<Outcome<i64, (Small,)>>() <= 32);
}

#[test]
fn a_value_that_nobody_takes_is_dropped() {
    let (firing, slot) = made();
    let it = number(1);
    let token = it.token();
    drop(slot);
    assert!(!firing.is_awaited());
    firing.fire(it);
    assert_eq!(Arc::strong_count(&token), 1);

    let (firing, slot) = made();
    firing.fire(Number::of(&token));
    assert_eq!(Arc::strong_count(&token), 2);
    drop(slot);
    assert_eq!(Arc::strong_count(&token), 1);
}

#[test]
fn callbacks_run_though_their_slot_is_dropped() {
    let (seen, (firing, slot)) = (Seen::default(), made());
    drop(attach(slot, seen.end()));
    assert!(firing.is_awaited());
    firing.fire(number(4));
    assert_eq!(seen.all(), [4]);
}

#[test]
fn a_firing_side_that_is_dropped_comes_to_what_an_abandoned_one_comes_to() {
    let (firing, slot) = made::<Number>();
    let slot = attach(slot, plus(1));
    drop(firing);
    assert_eq!(now(slot).get(), ABANDONED + 1);
}

#[test]
fn where_there_is_no_place_for_that_the_chain_is_abandoned_and_it_is_reported_once() {
    let watch = unhandled::watch();
    let (firing, slot) = made::<Stubborn>();
    let slot = attach(attach(slot, Eventual::Ready), |it: Stubborn| Eventual::Ready(it.0));
    drop(firing);
    assert!(slot.is_abandoned());
    assert!(attach(slot, plus(1)).is_abandoned());
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains(file!()), "it says where the pair was made");

    let watch = unhandled::watch();
    let (firing, slot) = made::<Stubborn>();
    drop(slot);
    drop(firing);
    watch.assert_nothing();
}

#[test]
fn a_torn_down_chain_drops_its_stages_in_silence() {
    let watch = unhandled::watch();
    let (firing, slot) = made::<Number>();
    let token = Arc::new(());
    let (first, second) = (token.clone(), token.clone());
    let slot = attach(slot, move |_| Eventual::Ready(number(Arc::strong_count(&first) as u32)));
    let slot = attach(slot, move |_| Eventual::Ready(number(Arc::strong_count(&second) as u32)));
    firing.tear_down();
    assert_eq!(Arc::strong_count(&token), 1);
    assert!(slot.is_abandoned());
    watch.assert_nothing();
}

#[test]
fn a_panic_goes_on_into_whoever_fires_and_abandons_what_waits() {
    let (firing, slot) = made::<Number>();
    let slot = attach(slot, |_| -> Eventual<Number> { panic!("on purpose") });
    let slot = attach(slot, plus(1));
    let fired = catch_unwind(AssertUnwindSafe(|| firing.fire(number(1))));
    assert!(fired.is_err());
    assert!(slot.is_abandoned());
}

#[test]
fn a_panic_goes_on_into_whoever_attaches_too_late() {
    let (firing, slot) = made();
    firing.fire(number(1));
    let token = Arc::new(());
    let held = token.clone();
    let attached = catch_unwind(AssertUnwindSafe(|| {
        attach(slot, move |_| -> Eventual<Number> { panic!("on purpose {held:?}") })
    }));
    assert!(attached.is_err());
    assert_eq!(Arc::strong_count(&token), 1);
}

#[test]
fn a_callback_that_panics_when_it_is_dropped_does_not_keep_the_others() {
    struct Panics;
    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("on purpose");
        }
    }
    let (firing, slot) = made::<Number>();
    let (panics, token) = (Panics, Arc::new(()));
    let slot = attach(slot, move |it| {
        let _panics = &panics;
        Eventual::Ready(it)
    });
    let held = token.clone();
    let slot = attach(slot, move |_| Eventual::Ready(number(Arc::strong_count(&held) as u32)));
    assert!(catch_unwind(AssertUnwindSafe(|| firing.tear_down())).is_err());
    assert_eq!(Arc::strong_count(&token), 1);
    assert!(slot.is_abandoned());
}

#[test]
fn callbacks_that_fire_one_another_do_not_use_up_the_stack() {
    const DEEP: u32 = if cfg!(miri) { 200 } else { 100_000 };
    let (first, slot) = made();
    let seen = Seen::default();
    let mut slot: Slot<Number> = slot;
    for _ in 0..DEEP {
        let (firing, next) = made();
        drop(attach(slot, move |it: Number| {
            firing.fire(number(it.get() + 1));
            Eventual::Ready(())
        }));
        slot = next;
    }
    drop(attach(slot, seen.end()));
    let fire = move || first.fire(number(0));
    let small = std::thread::Builder::new().stack_size(256 << 10);
    small.spawn(fire).unwrap().join().unwrap();
    assert_eq!(seen.all(), [DEEP]);
}

#[test]
fn what_is_attached_later_runs_when_the_stack_is_free() {
    let level = trampoline::enter();
    // SAFETY: the stage holds a number, and gives one.
    let slot = unsafe { Slot::attach_later(number(1), plus(1)) };
    assert!(slot.peek().is_none());
    drop(level);
    assert_eq!(now(slot).get(), 2);
}

#[test]
fn both_sides_and_a_handle_go_anywhere() {
    fn goes<X: Send>() {}
    fn is_shared<X: Sync>() {}
    goes::<crate::crossing::Firing<Number>>();
    goes::<Slot<Number>>();
    goes::<crate::crossing::Handle>();
    is_shared::<crate::crossing::Handle>();
    let (firing, slot) = made();
    let slot = attach(slot, plus(1));
    let fires = std::thread::spawn(move || firing.fire(number(1)));
    let mut slot = Box::new(slot);
    let it = loop {
        match slot.take() {
            Ok(it) => break it,
            Err(again) => *slot = again,
        }
    };
    assert_eq!(it.get(), 2);
    fires.join().unwrap();
}
