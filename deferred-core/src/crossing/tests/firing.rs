//! Firing, attaching, taking and dropping, and nodes that wait for one another, where the order is known.

use super::{
    ABANDONED, Arc, Number, Seen, Stubborn, attach, attach_other, made, now, number, plus, stubborn,
};
use crate::Outcome;
use crate::crossing::{Handle, MaybeReady, Receiver, Sender};
use crate::error::unhandled;
use crate::flavour::Source;
use crate::runtime::trampoline;
use alloc::boxed::Box;
use alloc::vec::Vec;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

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

/// Runs `f` on a stack of 256 KiB.
fn on_a_small_stack(f: impl FnOnce() + Send + 'static) {
    thread::Builder::new().stack_size(256 << 10).spawn(f).unwrap().join().unwrap();
}

#[test]
fn a_stage_that_gives_something_pending_is_waited_for() {
    let (sender, receiver) = made::<Number>();
    let (inner, given) = made::<Number>();
    let receiver = attach(receiver, move |_| MaybeReady::Pending(given));
    let receiver = attach(receiver, plus(1));
    sender.fire(number(1));
    assert!(receiver.peek().is_none());
    inner.fire(number(5));
    assert_eq!(now(receiver).get(), 6);
}

#[test]
fn what_a_stage_gives_may_be_there_already() {
    let (sender, receiver) = made::<Number>();
    let (inner, given) = made::<Number>();
    let receiver = attach(receiver, move |_| MaybeReady::Pending(given));
    inner.fire(number(5));
    sender.fire(number(1));
    assert_eq!(now(receiver).get(), 5);
}

#[test]
fn a_slot_is_connected_before_and_after_its_value() {
    let (to, out) = made::<Number>();
    let (sender, receiver) = made();
    attach(receiver, plus(1)).connect(to);
    sender.fire(number(1));
    assert_eq!(now(out).get(), 2);

    let (to, out) = made::<Number>();
    let (sender, receiver) = made();
    sender.fire(number(1));
    attach(receiver, plus(1)).connect(to);
    assert_eq!(now(out).get(), 2);
}

#[test]
fn what_is_attached_behind_a_connection_runs() {
    let (to, out) = made::<Number>();
    let (sender, receiver) = made::<Number>();
    receiver.connect(to);
    let out = attach(out, plus(1));
    sender.fire(number(1));
    assert_eq!(now(out).get(), 2);
}

#[test]
fn an_abandoned_slot_abandons_what_it_is_connected_to() {
    let watch = unhandled::watch();
    let (to, out) = made::<Stubborn>();
    let (sender, receiver) = made::<Stubborn>();
    receiver.connect(to);
    sender.abandon_silently();
    assert!(out.is_abandoned());

    let (to, out) = made::<Stubborn>();
    let (sender, receiver) = made::<Stubborn>();
    sender.abandon_silently();
    receiver.connect(to);
    assert!(out.is_abandoned());

    let (sender, receiver) = made::<Stubborn>();
    let (inner, given) = made::<Stubborn>();
    let receiver = attach(receiver, move |_| MaybeReady::Pending(given));
    inner.abandon_silently();
    sender.fire(stubborn(1));
    assert!(receiver.is_abandoned());
    watch.assert_nothing();
}

#[test]
fn what_waits_for_itself_is_abandoned_and_reported() {
    let watch = unhandled::watch();
    let (sender, receiver) = made::<Stubborn>();
    receiver.connect(sender);
    assert_eq!(watch.finish().len(), 1);

    let watch = unhandled::watch();
    let (sender, receiver) = made::<Stubborn>();
    let own = Arc::new(Mutex::new(None::<Receiver<Stubborn>>));
    let place = own.clone();
    let receiver = attach(receiver, move |_| MaybeReady::Pending(place.lock().unwrap().take().unwrap()));
    *own.lock().unwrap() = Some(receiver);
    sender.fire(stubborn(1));
    assert_eq!(watch.finish().len(), 1);
}

static RING: Mutex<Vec<Handle>> = Mutex::new(Vec::new());

/// Two threads that close a ring at the same moment do not see it; that is made here by not looking.
#[test]
fn who_cancel_a_ring_do_not_wait_for_each_other() {
    const TIMES: usize = if cfg!(miri) { 20 } else { 1_000_000 };
    let (a, from_a) = made::<Number>();
    let (b, from_b) = made::<Number>();
    let handles = [from_a.handle(), from_b.handle()];
    // They are never given back; held so, a sanitizer knows that it is meant.
    RING.lock().unwrap().extend(handles.clone());
    for (receiver, to) in [(from_a, b), (from_b, a)] {
        let upstream = to.shared().lock();
        // SAFETY: just locked.
        unsafe { receiver.link(to, upstream) };
    }
    assert!(matches!(handles[0].view().source, Source::Itself));
    let (done, wait) = mpsc::channel();
    for handle in handles {
        let done = done.clone();
        thread::spawn(move || {
            (0..TIMES).for_each(|_| handle.cancel());
            done.send(()).unwrap();
        });
    }
    for _ in 0..2 {
        wait.recv_timeout(Duration::from_secs(60)).expect("they come back");
    }
}

#[test]
fn ten_million_links_fire_and_drop_on_a_small_stack() {
    const LINKS: usize = match () {
        () if cfg!(miri) => 100,
        () if cfg!(debug_assertions) => 1_000_000,
        () => 10_000_000,
    };
    fn links() -> (Sender<Number>, Receiver<Number>) {
        let (first, mut receiver) = made::<Number>();
        for _ in 0..LINKS {
            let (to, out) = made::<Number>();
            receiver.connect(to);
            receiver = out;
        }
        (first, receiver)
    }
    on_a_small_stack(|| {
        let (first, last) = links();
        first.fire(number(3));
        assert_eq!(now(last).get(), 3);
        let (first, last) = links();
        first.abandon_silently();
        assert!(last.is_abandoned());
        let (first, last) = links();
        last.handle().cancel();
        assert!(first.is_cancelled());
    });
}

#[test]
fn a_chain_of_stages_behind_each_other_runs_on_a_small_stack() {
    const STAGES: u32 = if cfg!(miri) { 100 } else { 1_000_000 };
    on_a_small_stack(|| {
        let (first, mut receiver) = made::<Number>();
        for _ in 0..STAGES {
            receiver = attach(receiver, plus(1));
        }
        first.fire(number(0));
        assert_eq!(now(receiver).get(), STAGES);
    });
}

/// A loop: each step waits for a pair, and is the last thing that the step before does.
fn steps(left: u32, pairs: Arc<Mutex<Vec<Sender<Number>>>>) -> Receiver<Number> {
    let (sender, receiver) = made::<Number>();
    pairs.lock().unwrap().push(sender);
    attach_other(receiver, move |it: Number| match left {
        0 => MaybeReady::Ready(it),
        _ => MaybeReady::Pending(steps(left - 1, pairs)),
    })
}

#[test]
fn a_loop_stays_one_link_long() {
    const STEPS: u32 = if cfg!(miri) { 100 } else { 1_000_000 };
    on_a_small_stack(|| {
        let pairs = Arc::new(Mutex::new(Vec::new()));
        let receiver = attach(steps(STEPS, pairs.clone()), plus(1));
        let mut fired = 0;
        while let Some(sender) = { pairs.lock().unwrap().pop() } {
            assert_eq!(sender.links_below(), 1);
            sender.fire(number(fired));
            fired += 1;
        }
        assert_eq!(now(receiver).get(), STEPS + 1);
    });
}

#[test]
fn many_in_a_row_are_seen_in_order() {
    let (first, receiver) = made();
    let seen = Seen::default();
    let one = seen.clone();
    let receiver = attach(receiver, move |it: Number| {
        one.push(1);
        MaybeReady::Ready(it)
    });
    drop(attach(receiver, seen.end()));
    first.fire(number(2));
    assert_eq!(seen.all(), [1, 2]);
}
