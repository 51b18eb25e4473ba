//! Every order in which threads can go, as loom finds them. Each model ends with all memory given back, or loom complains.

use super::given::{
    ABANDONED, Arc, CANCELLED, Number, Seen, Stubborn, attach, attach_other, made, now, number, plus,
    stubborn, watch,
};
use crate::crossing::atomics::Turns;
use crate::crossing::{Handle, MaybeReady, Receiver, Sender};
use crate::error::unhandled;
use crate::flavour::AnyThread;
use crate::flavour::{CancelGroup, VisitHandles};
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
fn a_value_and_a_slot_that_goes() {
    model(|| {
        let (sender, receiver) = made();
        let fires = spawn(move || sender.fire(number(1)));
        drop(receiver);
        fires.join().unwrap();
    });
}

#[test]
fn a_firing_side_that_goes_and_a_slot_that_goes() {
    model(|| {
        let (sender, receiver) = made::<Number>();
        let goes = spawn(move || drop(sender));
        drop(receiver);
        goes.join().unwrap();
    });
}

#[test]
fn a_firing_side_that_goes_and_a_stage() {
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
fn a_chain_that_is_torn_down_and_a_slot_that_goes() {
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
fn a_value_a_cancel_and_who_takes_it() {
    model(|| {
        let (sender, receiver) = made();
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        sender.fire(number(1));
        cancels.join().unwrap();
        assert!([1, CANCELLED].contains(&now(receiver).get()));
    });
}

#[test]
fn a_value_a_cancel_and_a_stage() {
    bounded(2, || {
        let (sender, receiver) = made();
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        let fires = spawn(move || sender.fire(number(1)));
        let receiver = attach(receiver, plus(1));
        cancels.join().unwrap();
        fires.join().unwrap();
        assert!([2, CANCELLED + 1].contains(&now(receiver).get()));
    });
}

#[test]
fn a_cancel_and_whoever_asks_for_it() {
    bounded(3, || {
        let (sender, receiver) = made::<Number>();
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        if sender.is_cancelled() {
            // It is decided already, though perhaps not yet there.
            sender.fire(number(1));
            assert_eq!(awaited(receiver), CANCELLED);
        } else {
            drop(receiver);
            drop(sender);
        }
        cancels.join().unwrap();
    });
}

#[test]
fn a_cancel_and_both_sides_that_go() {
    bounded(2, || {
        let (sender, receiver) = made::<Number>();
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        let goes = spawn(move || drop(sender));
        drop(receiver);
        cancels.join().unwrap();
        goes.join().unwrap();
    });
}

#[test]
fn a_cancel_and_a_firing_side_that_goes() {
    model(|| {
        let (sender, receiver) = made::<Number>();
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        drop(sender);
        cancels.join().unwrap();
        assert!([ABANDONED, CANCELLED].contains(&now(receiver).get()));
    });
}

#[test]
fn a_cancel_and_a_stage() {
    model(|| {
        let (sender, receiver) = made::<Number>();
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        let receiver = attach(receiver, plus(1));
        cancels.join().unwrap();
        assert_eq!(now(receiver).get(), CANCELLED + 1);
        drop(sender);
    });
}

#[test]
fn a_firing_side_that_goes_while_a_stage_runs_with_what_a_cancel_gave() {
    model(|| {
        let (sender, receiver) = made::<Number>();
        let cancels = spawn(move || {
            receiver.handle().cancel();
            attach(receiver, plus(1))
        });
        drop(sender);
        let receiver = cancels.join().unwrap();
        assert!([CANCELLED + 1, ABANDONED + 1].contains(&now(receiver).get()));
    });
}

#[test]
fn handles_that_come_and_go() {
    model(|| {
        let (sender, receiver) = made();
        let handle = receiver.handle();
        let goes = spawn(move || drop(handle.clone()));
        sender.fire(number(1));
        drop(receiver);
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
        let (sender, receiver) = made();
        let seen = Seen::default();
        watch(&sender, canceller(&seen));
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        sender.fire(number(1));
        cancels.join().unwrap();
        match now(receiver).get() {
            CANCELLED => {}
            it => assert_eq!(it, 1),
        }
        assert!(seen.all().len() <= 1);
    });
}

#[test]
fn two_cancels_and_a_canceller() {
    bounded(3, || {
        let (sender, receiver) = made::<Number>();
        let seen = Seen::default();
        watch(&sender, canceller(&seen));
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        receiver.handle().cancel();
        cancels.join().unwrap();
        assert_eq!(seen.all(), [1]);
        assert_eq!(now(receiver).get(), CANCELLED);
        assert!(sender.is_cancelled());
    });
}

#[test]
fn a_canceller_and_a_firing_side_that_goes() {
    bounded(3, || {
        let (sender, receiver) = made::<Number>();
        let seen = Seen::default();
        watch(&sender, canceller(&seen));
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        drop(sender);
        cancels.join().unwrap();
        assert!([ABANDONED, CANCELLED].contains(&now(receiver).get()));
    });
}

#[test]
fn a_canceller_without_a_place_and_a_firing_side_that_goes() {
    bounded(3, || {
        let (sender, receiver) = made::<Stubborn>();
        watch(&sender, || None);
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        drop(sender);
        cancels.join().unwrap();
        assert!(receiver.is_abandoned());
    });
}

#[test]
fn a_canceller_that_answers_and_a_value() {
    bounded(3, || {
        let (sender, receiver) = made::<Number>();
        watch(&sender, || Some(number(5)));
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        sender.fire(number(1));
        cancels.join().unwrap();
        assert!([1, 5].contains(&now(receiver).get()));
    });
}

#[derive(Clone)]
struct Both(std::sync::Arc<(Handle, Arc<()>)>);

impl CancelGroup<AnyThread> for Both {
    fn each(&self, visit: VisitHandles<'_, AnyThread>) {
        visit(Some(&self.0.0));
    }
}

#[test]
fn a_cancel_that_is_forwarded_and_a_value() {
    bounded(3, || {
        let (member, of_member) = made::<Number>();
        let (sender, receiver) = made();
        let group = Both(std::sync::Arc::new((of_member.handle(), Arc::new(()))));
        // SAFETY: handles are `Send`.
        unsafe { sender.forward_cancels(group) };
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        sender.fire(number(1));
        cancels.join().unwrap();
        assert_eq!(now(receiver).get(), 1);
        drop(member);
    });
}

/// A chain whose source cannot be cancelled, and which waits for another pair then.
fn two_steps() -> (Sender<Stubborn>, Sender<Number>, Receiver<Number>) {
    let (first, receiver) = made::<Stubborn>();
    let (second, given) = made::<Number>();
    let receiver = attach(receiver, move |_| MaybeReady::Pending(given));
    (first, second, receiver)
}

#[test]
fn a_cancel_is_not_lost_wherever_the_chain_is() {
    bounded(3, || {
        let (first, second, receiver) = two_steps();
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        first.fire(stubborn(1));
        cancels.join().unwrap();
        assert!(second.is_cancelled());
        assert_eq!(now(receiver).get(), CANCELLED);
    });
}

#[test]
fn a_cancel_is_not_lost_on_a_longer_way() {
    bounded(3, || {
        let (first, second, receiver) = two_steps();
        let receiver = attach(receiver, plus(1));
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        first.fire(stubborn(1));
        cancels.join().unwrap();
        assert!(second.is_cancelled());
        assert_eq!(now(receiver).get(), CANCELLED + 1);
    });
}

#[test]
fn two_cancels_from_two_places_are_not_lost() {
    bounded(1, || {
        let (first, second, receiver) = two_steps();
        let upper = receiver.handle();
        let receiver = attach_other(receiver, plus(1));
        let lower = receiver.handle();
        let one = spawn(move || upper.cancel());
        let two = spawn(move || lower.cancel());
        first.fire(stubborn(1));
        one.join().unwrap();
        two.join().unwrap();
        assert!(second.is_cancelled());
        assert_eq!(now(receiver).get(), CANCELLED + 1);
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
fn a_place_that_goes_over_a_value_and_a_cancel() {
    bounded(2, || {
        let (first, second, receiver) = two_steps();
        let receiver = attach(receiver, plus(1));
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        let fires = spawn(move || second.fire(number(2)));
        first.fire(stubborn(1));
        cancels.join().unwrap();
        fires.join().unwrap();
        assert!([3, CANCELLED + 1].contains(&now(receiver).get()));
    });
}

#[test]
fn an_inner_pair_that_is_torn_down_and_a_slot_that_goes() {
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
fn a_connection_a_value_and_a_cancel() {
    bounded(2, || {
        let (sender, receiver) = made();
        let (to, out) = made::<Number>();
        let handle = out.handle();
        let cancels = spawn(move || handle.cancel());
        let fires = spawn(move || sender.fire(number(1)));
        receiver.connect(to);
        cancels.join().unwrap();
        fires.join().unwrap();
        assert!([1, CANCELLED].contains(&now(out).get()));
    });
}

#[test]
fn a_connection_and_a_cancel_which_reaches_what_is_sent() {
    model(|| {
        let (sender, receiver) = made::<Number>();
        let (to, out) = made::<Number>();
        let handle = out.handle();
        let cancels = spawn(move || handle.cancel());
        receiver.connect(to);
        cancels.join().unwrap();
        assert!(sender.is_cancelled());
        assert_eq!(now(out).get(), CANCELLED);
    });
}

#[test]
fn a_link_that_is_delivered_while_a_cancel_comes_up() {
    model(|| {
        let (sender, receiver) = made();
        let (to, out) = made::<Number>();
        receiver.connect(to);
        let handle = out.handle();
        let cancels = spawn(move || handle.cancel());
        sender.fire(number(1));
        cancels.join().unwrap();
        assert!([1, CANCELLED].contains(&now(out).get()));
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
