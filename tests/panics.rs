//! A panic in a callback unwinds to whoever fired, and leaves every other chain intact.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, chain, gather, unhandled};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::rc::Rc;

fn panics<T>(f: impl FnOnce() -> T) -> bool {
    catch_unwind(AssertUnwindSafe(f)).is_err()
}

#[test]
fn a_panic_reaches_whoever_fired() {
    let (resolver, d) = Deferred::<()>::pending();
    chain! { d; then |()| panic_now() }.detach();
    assert!(panics(|| resolver.succeed(())));
}

fn panic_now() {
    panic!("on purpose");
}

#[test]
fn what_waited_for_the_chain_is_torn_down_and_not_run() {
    let watch = unhandled::watch();
    let held = Rc::new(());
    let inside = held.clone();
    let (resolver, d) = Deferred::<()>::pending();
    let d = chain! { d; then |()| panic_now() };
    let d = chain! { d; then move |()| drop(inside) };
    assert!(panics(|| resolver.succeed(())));
    assert_eq!(Rc::strong_count(&held), 1, "the callback was dropped");
    let after = chain! { d; finally || () };
    assert!(after.try_outcome().is_err(), "its result will never come");
    watch.assert_nothing();
}

#[test]
fn the_outer_chain_goes_on_if_it_catches_the_panic() {
    let (inner, d) = Deferred::<()>::pending();
    chain! { d; then |()| panic_now() }.detach();
    let (outer, d) = Deferred::<i32>::pending();
    let d = chain! { d; then move |n| { assert!(panics(|| inner.succeed(()))); n + 1 } };
    outer.succeed(1);
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn other_chains_run_afterwards() {
    let (first, d) = Deferred::<()>::pending();
    chain! { d; then |()| panic_now() }.detach();
    assert!(panics(|| first.succeed(())));
    for _ in 0..200 {
        let (next, d) = Deferred::<i32>::pending();
        let d = chain! { d; then |n| n + 1 };
        next.succeed(1);
        assert_eq!(success_result_of(d), 2);
    }
}

/// Past the trampoline's limit chains wait in a queue; a panic in one of them must not keep the others from running.
#[test]
fn a_panic_loses_nothing_that_is_queued() {
    let ran = Rc::new(Cell::new(0));
    let (first, mut last) = Deferred::<()>::pending();
    for depth in 0..500 {
        let (next, d) = Deferred::<()>::pending();
        let ran = ran.clone();
        chain! {
            last;
            then move |()| {
                ran.set(ran.get() + 1);
                next.succeed(());
                if depth == 400 { panic_now() }
            },
        }
        .detach();
        last = d;
    }
    assert!(panics(|| first.succeed(())));
    assert_eq!(ran.get(), 500);
    success_result_of(last);
}

#[test]
fn a_panic_while_callbacks_are_dropped_still_tears_down_the_rest() {
    struct PanicsWhenDropped;
    impl Drop for PanicsWhenDropped {
        fn drop(&mut self) {
            panic_now();
        }
    }

    let watch = unhandled::watch();
    let held = Rc::new(());
    let inside = held.clone();
    let (resolver, d) = Deferred::<()>::pending();
    let bomb = PanicsWhenDropped;
    let d = chain! { d; then move |()| { let _bomb = &bomb; } };
    let d = chain! { d; then move |()| drop(inside) };
    assert!(panics(|| drop(resolver)));
    assert_eq!(Rc::strong_count(&held), 1);
    drop(d);
    assert_eq!(watch.finish().len(), 1);
}

/// The payload of a panic that panics in turn as it is dropped.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("as the payload goes");
    }
}

#[test]
fn a_payload_that_panics_as_it_is_dropped_keeps_nothing_from_running() {
    let asked = Rc::new(Cell::new(0));
    let members: Vec<_> = (0..3)
        .map(|_| {
            let asked = asked.clone();
            Deferred::<(), (Cancelled,)>::cancellable(move || {
                asked.set(asked.get() + 1);
                panic_any(Bomb);
            })
        })
        .collect();
    let (_resolvers, members): (Vec<_>, Vec<_>) = members.into_iter().unzip();
    let all = gather(members);
    let payload = catch_unwind(AssertUnwindSafe(|| all.cancel())).unwrap_err();
    assert!(payload.is::<Bomb>());
    std::mem::forget(payload);
    assert_eq!(asked.get(), 3);
    assert!(failure_result_of(all).is::<Cancelled>());
}

#[test]
fn a_value_whose_canceller_panics_as_it_is_dropped_is_lost_with_its_chain() {
    struct Panics;
    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("as the canceller goes");
        }
    }
    let watch = unhandled::watch();
    let (value, panics) = (Rc::new(()), Panics);
    let (resolver, d) = Deferred::<Rc<()>, (Cancelled,)>::cancellable(move || drop(panics));
    let fired = catch_unwind(AssertUnwindSafe(|| resolver.succeed(value.clone())));
    assert!(fired.is_err());
    assert_eq!((Rc::strong_count(&value), format!("{d:?}")), (1, "Deferred(abandoned)".to_owned()));
    drop(d);
    drop(watch.finish());
}
