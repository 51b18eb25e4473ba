//! `iterate`: again and again until a step breaks.

use crate::Broken;
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{CancelHandle, Cancelled, Deferred, Resolver, iterate, succeed, unhandled};
use std::cell::{Cell, RefCell};
use std::ops::ControlFlow::{self, Break, Continue};
use std::rc::Rc;

type Stoppable<T> = Deferred<T, (Cancelled, Broken)>;
type Flow = ControlFlow<u32, u32>;
type Firing<T> = Rc<RefCell<Option<Resolver<T, (Cancelled, Broken)>>>>;

/// A loop whose every step waits for somebody to fire it.
fn waiting() -> (Firing<Flow>, Rc<Cell<u32>>, Stoppable<u32>) {
    let (firing, begun) = (Firing::default(), Rc::new(Cell::new(0)));
    let (step, count) = (firing.clone(), begun.clone());
    let d = iterate(0, move |_: u32| {
        count.set(count.get() + 1);
        let (resolver, d) = Stoppable::pending();
        step.replace(Some(resolver));
        d
    });
    (firing, begun, d)
}

fn fire<T: 'static>(firing: &Firing<T>, value: T) {
    firing.take().expect("a step waits").succeed(value);
}

#[test]
fn it_gives_what_the_last_step_broke_with() {
    let d = iterate(1, |n| succeed(if n > 100 { Break(n) } else { Continue(n * 2) }));
    assert_eq!(success_result_of(d), 128);
}

#[test]
fn a_step_begins_when_the_one_before_has_its_result() {
    let (firing, begun, d) = waiting();
    assert_eq!(begun.get(), 1);
    fire(&firing, Continue(1));
    assert_eq!(begun.get(), 2);
    let d = assert_no_result(d);
    fire(&firing, Break(9));
    assert_eq!(begun.get(), 2);
    assert_eq!(success_result_of(d), 9);
}

#[test]
fn a_failure_ends_it() {
    let (firing, begun, d) = waiting();
    fire(&firing, Continue(1));
    firing.take().expect("a step waits").fail(Broken(1));
    assert_eq!(begun.get(), 2);
    assert_eq!(failure_result_of(d).check(), Some(&Broken(1)));

    let d: Deferred<(), (Broken,)> = iterate(0, |n| match n {
        3 => Deferred::fail(Broken(n)),
        _ => Deferred::succeed(Continue(n + 1)),
    });
    assert_eq!(failure_result_of(d).only(), Broken(3));
}

#[test]
fn a_cancel_goes_to_what_the_current_step_waits_for() {
    let (firing, begun, d) = waiting();
    fire(&firing, Continue(1));
    d.cancel();
    assert!(firing.take().expect("a step waits").is_cancelled());
    assert_eq!(begun.get(), 2, "no further step begins");
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_cancel_that_a_step_asks_for_goes_to_the_next_wait() {
    let stop = Rc::new(RefCell::new(CancelHandle::default()));
    let stops = stop.clone();
    let (first, second) = (Firing::default(), Firing::default());
    let steps = [first.clone(), second.clone()];
    let d = iterate(0, move |n| {
        if n == 1 {
            stops.borrow().cancel();
        }
        let (resolver, d) = Stoppable::<ControlFlow<(), usize>>::pending();
        steps[n].replace(Some(resolver));
        d
    });
    stop.replace(d.cancel_handle());
    fire(&first, Continue(1));
    assert!(second.take().expect("a step waits").is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_cancel_is_noted_where_a_step_cannot_be_cancelled() {
    let (deaf, hears) = (Rc::new(RefCell::new(None)), Firing::default());
    let (first, second) = (deaf.clone(), hears.clone());
    let d: Stoppable<u32> = iterate(0, move |n| {
        if n < 2 {
            let (resolver, d) = Deferred::<_>::pending();
            first.replace(Some(resolver));
            return d.raises_at_most();
        }
        let (resolver, d) = Stoppable::pending();
        second.replace(Some(resolver));
        d
    });
    d.cancel();
    for n in 1..3 {
        deaf.take().expect("a step waits").succeed(Continue(n));
    }
    assert!(hears.take().expect("a step waits").is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_handle_on_a_steps_own_deferred_does_not_reach_the_loop() {
    let stop = Rc::new(RefCell::new(CancelHandle::default()));
    let (stops, firing) = (stop.clone(), Firing::default());
    let step = firing.clone();
    let d = iterate(0, move |n| {
        let (resolver, d) = Stoppable::<ControlFlow<(), u32>>::pending();
        step.replace(Some(resolver));
        if n == 0 {
            stops.replace(d.cancel_handle());
        }
        d
    });
    fire(&firing, Continue(1));
    stop.borrow().cancel();
    assert!(!firing.borrow().as_ref().expect("a step waits").is_cancelled());
    fire(&firing, Break(()));
    success_result_of(d);
}

#[test]
fn one_that_is_abandoned_drops_the_step() {
    let watch = unhandled::watch();
    let held = Rc::new(());
    let (inside, firing) = (held.clone(), Rc::new(RefCell::new(None)));
    let step = firing.clone();
    let d: Deferred<()> = iterate(0, move |n: u32| {
        let _held = &inside;
        let (resolver, d) = Deferred::<ControlFlow<(), u32>>::pending();
        step.replace(Some(resolver));
        d.map(move |flow| if n > 5 { Break(()) } else { flow })
    });
    drop(firing.take());
    assert_eq!(Rc::strong_count(&held), 1);
    drop(d);
    assert_eq!(watch.finish().len(), 1);
}
