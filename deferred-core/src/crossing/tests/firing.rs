//! Firing, attaching, taking and dropping, where the order is known.

use super::given::{ABANDONED, Arc, Number, Seen, Stubborn, attach, attach_other, made, now, number, plus};
use crate::Outcome;
use crate::crossing::{MaybeReady, Receiver};
use crate::error::unhandled;
use crate::runtime::trampoline;
use alloc::boxed::Box;
use std::panic::{AssertUnwindSafe, catch_unwind};

#[test]
fn what_is_fired_is_taken() {
    let (sender, receiver) = made();
    let Err(receiver) = receiver.take() else { panic!("nothing was fired") };
    sender.fire(number(7));
    assert_eq!(receiver.peek().unwrap().get(), 7);
    assert_eq!(now(receiver).get(), 7);
}

#[test]
fn a_stage_runs_when_the_value_comes() {
    let (sender, receiver) = made();
    let receiver = attach(receiver, plus(1));
    assert!(receiver.peek().is_none());
    sender.fire(number(1));
    assert_eq!(now(receiver).get(), 2);
}

#[test]
fn a_stage_runs_at_once_if_the_value_came_meanwhile() {
    let (sender, receiver) = made();
    sender.fire(number(1));
    let receiver = attach(attach(receiver, plus(1)), plus(1));
    assert_eq!(now(receiver).get(), 3);
}

#[test]
fn stages_run_in_order_wherever_they_are() {
    let (sender, receiver) = made();
    let receiver = attach(receiver, plus(1));
    let receiver = attach(receiver, |it: Number| MaybeReady::Ready(number(it.get() * 10)));
    let receiver = attach_other(receiver, plus(5));
    sender.fire(number(2));
    assert_eq!(now(receiver).get(), 35);
}

#[test]
fn a_stage_that_does_not_fit_is_run_and_dropped_as_well() {
    let (sender, receiver) = made();
    let much = [3; 64];
    let receiver =
        attach(receiver, move |it: Number| MaybeReady::Ready(number(it.get() + much[it.get() as usize])));
    sender.fire(number(1));
    assert_eq!(now(receiver).get(), 4);

    let (sender, receiver) = made::<Number>();
    let (token, seen) = (Arc::new(()), Arc::new([0; 64]));
    let held = (token.clone(), seen, [0_u64; 8]);
    drop(attach(receiver, move |_| {
        let _held = &held;
        MaybeReady::Ready(())
    }));
    sender.abandon_silently();
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
    let (sender, receiver) = made();
    let it = number(1);
    let token = it.token();
    drop(receiver);
    assert!(!sender.is_awaited());
    sender.fire(it);
    assert_eq!(Arc::strong_count(&token), 1);

    let (sender, receiver) = made();
    sender.fire(Number::of(&token));
    assert_eq!(Arc::strong_count(&token), 2);
    drop(receiver);
    assert_eq!(Arc::strong_count(&token), 1);
}

#[test]
fn callbacks_run_though_their_slot_is_dropped() {
    let (seen, (sender, receiver)) = (Seen::default(), made());
    drop(attach(receiver, seen.end()));
    assert!(sender.is_awaited());
    sender.fire(number(4));
    assert_eq!(seen.all(), [4]);
}

#[test]
fn a_firing_side_that_is_dropped_comes_to_what_an_abandoned_one_comes_to() {
    let (sender, receiver) = made::<Number>();
    let receiver = attach(receiver, plus(1));
    drop(sender);
    assert_eq!(now(receiver).get(), ABANDONED + 1);
}

#[test]
fn where_there_is_no_place_for_that_the_chain_is_abandoned_and_it_is_reported_once() {
    let watch = unhandled::watch();
    let (sender, receiver) = made::<Stubborn>();
    let receiver = attach(attach(receiver, MaybeReady::Ready), |it: Stubborn| MaybeReady::Ready(it.0));
    drop(sender);
    assert!(receiver.is_abandoned());
    assert!(attach(receiver, plus(1)).is_abandoned());
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains(file!()), "it says where the pair was made");

    let watch = unhandled::watch();
    let (sender, receiver) = made::<Stubborn>();
    drop(receiver);
    drop(sender);
    watch.assert_nothing();
}

#[test]
fn a_torn_down_chain_drops_its_stages_in_silence() {
    let watch = unhandled::watch();
    let (sender, receiver) = made::<Number>();
    let token = Arc::new(());
    let (first, second) = (token.clone(), token.clone());
    let receiver = attach(receiver, move |_| MaybeReady::Ready(number(Arc::strong_count(&first) as u32)));
    let receiver = attach(receiver, move |_| MaybeReady::Ready(number(Arc::strong_count(&second) as u32)));
    sender.abandon_silently();
    assert_eq!(Arc::strong_count(&token), 1);
    assert!(receiver.is_abandoned());
    watch.assert_nothing();
}

#[test]
fn a_panic_goes_on_into_whoever_fires_and_abandons_what_waits() {
    let (sender, receiver) = made::<Number>();
    let receiver = attach(receiver, |_| -> MaybeReady<Number> { panic!("on purpose") });
    let receiver = attach(receiver, plus(1));
    let fired = catch_unwind(AssertUnwindSafe(|| sender.fire(number(1))));
    assert!(fired.is_err());
    assert!(receiver.is_abandoned());
}

#[test]
fn a_panic_goes_on_into_whoever_attaches_too_late() {
    let (sender, receiver) = made();
    sender.fire(number(1));
    let token = Arc::new(());
    let held = token.clone();
    let attached = catch_unwind(AssertUnwindSafe(|| {
        attach(receiver, move |_| -> MaybeReady<Number> { panic!("on purpose {held:?}") })
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
    let (sender, receiver) = made::<Number>();
    let (panics, token) = (Panics, Arc::new(()));
    let receiver = attach(receiver, move |it| {
        let _panics = &panics;
        MaybeReady::Ready(it)
    });
    let held = token.clone();
    let receiver = attach(receiver, move |_| MaybeReady::Ready(number(Arc::strong_count(&held) as u32)));
    assert!(catch_unwind(AssertUnwindSafe(|| sender.abandon_silently())).is_err());
    assert_eq!(Arc::strong_count(&token), 1);
    assert!(receiver.is_abandoned());
}

#[test]
fn callbacks_that_fire_one_another_do_not_use_up_the_stack() {
    const DEEP: u32 = if cfg!(miri) { 200 } else { 100_000 };
    let (first, receiver) = made();
    let seen = Seen::default();
    let mut receiver: Receiver<Number> = receiver;
    for _ in 0..DEEP {
        let (sender, next) = made();
        drop(attach(receiver, move |it: Number| {
            sender.fire(number(it.get() + 1));
            MaybeReady::Ready(())
        }));
        receiver = next;
    }
    drop(attach(receiver, seen.end()));
    let fire = move || first.fire(number(0));
    let small = std::thread::Builder::new().stack_size(256 << 10);
    small.spawn(fire).unwrap().join().unwrap();
    assert_eq!(seen.all(), [DEEP]);
}

#[test]
fn what_is_attached_later_runs_when_the_stack_is_free() {
    let level = trampoline::enter();
    let receiver = attach(Receiver::later(number(1)), plus(1));
    assert!(receiver.peek().is_none());
    drop(level);
    assert_eq!(now(receiver).get(), 2);
}

#[test]
fn both_sides_and_a_handle_go_anywhere() {
    fn goes<X: Send>() {}
    fn is_shared<X: Sync>() {}
    goes::<crate::crossing::Sender<Number>>();
    goes::<Receiver<Number>>();
    goes::<crate::crossing::Handle>();
    is_shared::<crate::crossing::Handle>();
    let (sender, receiver) = made();
    let receiver = attach(receiver, plus(1));
    let fires = std::thread::spawn(move || sender.fire(number(1)));
    let mut receiver = Box::new(receiver);
    let it = loop {
        match receiver.take() {
            Ok(it) => break it,
            Err(again) => *receiver = again,
        }
    };
    assert_eq!(it.get(), 2);
    fires.join().unwrap();
}
