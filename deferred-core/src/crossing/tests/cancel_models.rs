//! Every order in which cancels meet values, cancellers and nodes that are being linked. As [`models`](super::models).

use super::models::{awaited, bounded, model, two_steps};
use super::{
    ABANDONED, Arc, CANCELLED, Number, Seen, Stubborn, attach, attach_other, made, now, number, plus,
    set_canceller, stubborn,
};
use crate::crossing::Handle;
use crate::flavour::{AnyThread, CancelGroup, VisitHandles};
use loom::thread::spawn;
use std::sync::Mutex;

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
fn a_cancel_and_a_sender_that_goes() {
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
fn a_sender_that_goes_while_a_stage_runs_with_what_a_cancel_gave() {
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
        set_canceller(&sender, canceller(&seen));
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
        set_canceller(&sender, canceller(&seen));
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
fn a_canceller_and_a_sender_that_goes() {
    bounded(3, || {
        let (sender, receiver) = made::<Number>();
        let seen = Seen::default();
        set_canceller(&sender, canceller(&seen));
        let handle = receiver.handle();
        let cancels = spawn(move || handle.cancel());
        drop(sender);
        cancels.join().unwrap();
        assert!([ABANDONED, CANCELLED].contains(&now(receiver).get()));
    });
}

#[test]
fn a_canceller_without_a_place_and_a_sender_that_goes() {
    bounded(3, || {
        let (sender, receiver) = made::<Stubborn>();
        set_canceller(&sender, || None);
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
        set_canceller(&sender, || Some(number(5)));
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
fn a_canceller_that_fires_another_chain_while_that_is_cancelled() {
    bounded(2, || {
        let (one, of_one) = made::<Number>();
        let (two, of_two) = made::<Number>();
        let other = of_two.handle();
        set_canceller(&one, move || {
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
