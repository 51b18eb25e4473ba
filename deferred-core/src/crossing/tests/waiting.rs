//! Nodes that wait for one another, where the order is known.

use super::given::{Number, Seen, Stubborn, attach, attach_other, made, now, number, plus, stubborn};
use crate::crossing::{Handle, MaybeReady, Receiver, Sender};
use crate::error::unhandled;
use crate::flavour::Source;
use alloc::vec::Vec;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

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
