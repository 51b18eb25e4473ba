//! Nodes that wait for one another, where the order is known.

use super::given::{Number, Seen, Stubborn, attach, attach_other, made, now, number, plus, stubborn};
use crate::crossing::{Eventual, Firing, Handle, Slot};
use crate::unhandled;
use crate::why::Source;
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
    let (firing, slot) = made::<Number>();
    let (inner, given) = made::<Number>();
    let slot = attach(slot, move |_| Eventual::Pending(given));
    let slot = attach(slot, plus(1));
    firing.fire(number(1));
    assert!(slot.peek().is_none());
    inner.fire(number(5));
    assert_eq!(now(slot).get(), 6);
}

#[test]
fn what_a_stage_gives_may_be_there_already() {
    let (firing, slot) = made::<Number>();
    let (inner, given) = made::<Number>();
    let slot = attach(slot, move |_| Eventual::Pending(given));
    inner.fire(number(5));
    firing.fire(number(1));
    assert_eq!(now(slot).get(), 5);
}

#[test]
fn a_slot_is_connected_before_and_after_its_value() {
    let (to, out) = made::<Number>();
    let (firing, slot) = made();
    attach(slot, plus(1)).connect(to);
    firing.fire(number(1));
    assert_eq!(now(out).get(), 2);

    let (to, out) = made::<Number>();
    let (firing, slot) = made();
    firing.fire(number(1));
    attach(slot, plus(1)).connect(to);
    assert_eq!(now(out).get(), 2);
}

#[test]
fn what_is_attached_behind_a_connection_runs() {
    let (to, out) = made::<Number>();
    let (firing, slot) = made::<Number>();
    slot.connect(to);
    let out = attach(out, plus(1));
    firing.fire(number(1));
    assert_eq!(now(out).get(), 2);
}

#[test]
fn an_abandoned_slot_abandons_what_it_is_connected_to() {
    let watch = unhandled::watch();
    let (to, out) = made::<Stubborn>();
    let (firing, slot) = made::<Stubborn>();
    slot.connect(to);
    firing.tear_down();
    assert!(out.is_abandoned());

    let (to, out) = made::<Stubborn>();
    let (firing, slot) = made::<Stubborn>();
    firing.tear_down();
    slot.connect(to);
    assert!(out.is_abandoned());

    let (firing, slot) = made::<Stubborn>();
    let (inner, given) = made::<Stubborn>();
    let slot = attach(slot, move |_| Eventual::Pending(given));
    inner.tear_down();
    firing.fire(stubborn(1));
    assert!(slot.is_abandoned());
    watch.assert_nothing();
}

#[test]
fn what_waits_for_itself_is_abandoned_and_reported() {
    let watch = unhandled::watch();
    let (firing, slot) = made::<Stubborn>();
    slot.connect(firing);
    assert_eq!(watch.finish().len(), 1);

    let watch = unhandled::watch();
    let (firing, slot) = made::<Stubborn>();
    let own = Arc::new(Mutex::new(None::<Slot<Stubborn>>));
    let place = own.clone();
    let slot = attach(slot, move |_| Eventual::Pending(place.lock().unwrap().take().unwrap()));
    *own.lock().unwrap() = Some(slot);
    firing.fire(stubborn(1));
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
    for (slot, to) in [(from_a, b), (from_b, a)] {
        let above = to.shared().lock();
        // SAFETY: just locked.
        unsafe { slot.link(to, above) };
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
    fn links() -> (Firing<Number>, Slot<Number>) {
        let (first, mut slot) = made::<Number>();
        for _ in 0..LINKS {
            let (to, out) = made::<Number>();
            slot.connect(to);
            slot = out;
        }
        (first, slot)
    }
    on_a_small_stack(|| {
        let (first, last) = links();
        first.fire(number(3));
        assert_eq!(now(last).get(), 3);
        let (first, last) = links();
        first.tear_down();
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
        let (first, mut slot) = made::<Number>();
        for _ in 0..STAGES {
            slot = attach(slot, plus(1));
        }
        first.fire(number(0));
        assert_eq!(now(slot).get(), STAGES);
    });
}

/// A loop: each step waits for a pair, and is the last thing that the step before does.
fn steps(left: u32, pairs: Arc<Mutex<Vec<Firing<Number>>>>) -> Slot<Number> {
    let (firing, slot) = made::<Number>();
    pairs.lock().unwrap().push(firing);
    attach_other(slot, move |it: Number| match left {
        0 => Eventual::Ready(it),
        _ => Eventual::Pending(steps(left - 1, pairs)),
    })
}

#[test]
fn a_loop_stays_one_link_long() {
    const STEPS: u32 = if cfg!(miri) { 100 } else { 1_000_000 };
    on_a_small_stack(|| {
        let pairs = Arc::new(Mutex::new(Vec::new()));
        let slot = attach(steps(STEPS, pairs.clone()), plus(1));
        let mut fired = 0;
        while let Some(firing) = { pairs.lock().unwrap().pop() } {
            assert_eq!(firing.links_below(), 1);
            firing.fire(number(fired));
            fired += 1;
        }
        assert_eq!(now(slot).get(), STEPS + 1);
    });
}

#[test]
fn many_in_a_row_are_seen_in_order() {
    let (first, slot) = made();
    let seen = Seen::default();
    let one = seen.clone();
    let slot = attach(slot, move |it: Number| {
        one.push(1);
        Eventual::Ready(it)
    });
    drop(attach(slot, seen.end()));
    first.fire(number(2));
    assert_eq!(seen.all(), [1, 2]);
}
