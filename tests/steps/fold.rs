//! `fold`: a step for each item.

use crate::Broken;
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, fold, succeed};
use std::cell::RefCell;
use std::rc::Rc;

#[test]
fn each_item_goes_into_the_accumulator_in_order() {
    let d = fold(["a", "b", "c"], String::new(), |so_far, item| succeed(so_far + item));
    assert_eq!(success_result_of(d), "abc");
}

#[test]
fn without_items_it_is_what_it_began_with() {
    let d = fold([], 7, |n, _: ()| succeed(n + 1));
    assert_eq!(success_result_of(d), 7);
}

#[test]
fn the_next_item_is_taken_when_the_step_before_is_done() {
    let (resolvers, steps): (Vec<_>, Vec<_>) = (0..2).map(|_| Deferred::<u32>::pending()).unzip();
    let taken = Rc::new(RefCell::new(0));
    let counts = taken.clone();
    let items = steps.into_iter().inspect(move |_| *counts.borrow_mut() += 1);
    let d = fold(items, 0, |sum, step: Deferred<u32>| step.map(move |n| sum + n));
    for (number, resolver) in resolvers.into_iter().enumerate() {
        assert_eq!(*taken.borrow(), number + 1);
        resolver.succeed(10);
    }
    assert_eq!(success_result_of(d), 20);
}

#[test]
fn a_failure_ends_it_and_drops_the_items_that_are_left() {
    let held = Rc::new(());
    let items = vec![held.clone(); 3];
    let mut left = 2;
    let d = fold(items, (), move |(), _item| {
        left -= 1;
        if left == 0 { Deferred::fail(Broken(1)) } else { Deferred::<_, (Broken,)>::succeed(()) }
    });
    assert_eq!(failure_result_of(d).only(), Broken(1));
    assert_eq!(Rc::strong_count(&held), 1);
}

#[test]
fn a_cancel_goes_to_the_current_step() {
    let (resolvers, steps): (Vec<_>, Vec<_>) =
        (0..2).map(|_| Deferred::<(), (Cancelled,)>::pending()).unzip();
    let d = assert_no_result(fold(steps, (), |(), step| step));
    d.cancel();
    assert!(failure_result_of(d).is::<Cancelled>());
    assert!(resolvers[0].is_cancelled());
    assert!(!resolvers[1].is_cancelled());
}
