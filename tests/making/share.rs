//! `share`: one result, and a Deferred of its own for each taker.

use crate::Broken;
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Abandoned, Cancelled, Deferred, Shared, Stage, chain, fail, succeed, unhandled};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

#[test]
fn each_taker_is_given_the_value_in_order() {
    let (resolver, d) = Deferred::<u32>::pending();
    let shared = d.share();
    let log = Rc::new(RefCell::new(Vec::new()));
    for taker in 0..3 {
        let log = log.clone();
        chain! { shared.get(); then move |n| log.borrow_mut().push((taker, n)) }.detach();
    }
    resolver.succeed(7);
    assert_eq!(*log.borrow(), [(0, 7), (1, 7), (2, 7)]);
    assert_eq!(success_result_of(shared.clone().get()), 7);
}

#[test]
fn takers_are_served_even_when_the_shared_one_is_gone() {
    let (resolver, d) = Deferred::<u32>::pending();
    let taker = d.share().get();
    resolver.succeed(7);
    assert_eq!(success_result_of(taker), 7);
}

#[test]
fn each_taker_is_given_the_failure_with_where_it_was_raised() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<u32, (Broken,)>::pending();
    let shared = chain! { d; then |n| n + 1 }.share();
    let first = shared.get();
    resolver.fail(Broken(1));
    for taker in [first, shared.get()] {
        let failure = failure_result_of(taker);
        assert_eq!(failure.raised().stage(), Stage::Resolver);
        assert_eq!(failure.passed().len(), usize::from(cfg!(debug_assertions)));
        assert_eq!(failure.only(), Broken(1));
    }
    drop(shared);
    watch.assert_nothing();
}

#[test]
fn a_failure_that_nobody_took_is_reported_once_when_the_last_one_goes() {
    let watch = unhandled::watch();
    let shared = fail::<u32, _>(Broken(1)).share();
    let other = shared.clone();
    drop(shared);
    let before = unhandled::watch();
    before.assert_nothing();
    drop(other);
    assert_eq!(watch.finish().len(), 1);

    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<u32, (Broken,)>::pending();
    drop(d.share());
    resolver.fail(Broken(1));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn each_taker_answers_for_its_own_failure() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<u32, (Broken,)>::pending();
    let shared = d.share();
    let handled = shared.get().catch(|_: Broken| 0);
    let dropped = shared.get().map(|n| n + 1);
    resolver.fail(Broken(1));
    assert_eq!(success_result_of(handled), 0);
    drop((dropped, shared));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn cancelling_one_taker_does_not_disturb_the_others() {
    let (resolver, d) = Deferred::<u32, (Cancelled,)>::pending();
    let shared = d.share();
    let (first, second) = (shared.get(), shared.get());
    first.cancel();
    assert!(failure_result_of(first).is::<Cancelled>());
    assert!(!resolver.is_cancelled());
    resolver.succeed(7);
    assert_eq!(success_result_of(second), 7);
}

#[test]
fn what_is_shared_goes_on_when_all_takers_are_cancelled() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<u32, (Cancelled, Broken)>::pending();
    let shared = d.share();
    let taker = shared.get();
    taker.cancel();
    drop(shared);
    assert!(!resolver.is_cancelled());
    resolver.fail(Broken(1));
    assert!(failure_result_of(taker).is::<Cancelled>());
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn a_handle_taken_before_cancels_it_for_all() {
    let (resolver, d) = Deferred::<u32, (Cancelled,)>::pending();
    let stop = d.cancel_handle();
    let shared = d.share();
    let takers = [shared.get(), shared.get()];
    stop.cancel();
    assert!(resolver.is_cancelled());
    for taker in takers {
        assert!(failure_result_of(taker).is::<Cancelled>());
    }
}

#[test]
fn a_callback_of_a_taker_may_take_another() {
    let (resolver, d) = Deferred::<u32>::pending();
    let shared = d.share();
    let again = shared.clone();
    let taker = chain! { shared.get(); then move |n| { let d = again.get(); d.map(move |m| n + m) } };
    resolver.succeed(7);
    assert_eq!(success_result_of(taker), 14);
}

#[test]
fn a_clone_that_takes_another_is_not_in_the_way() {
    struct Curious(Rc<RefCell<Option<Shared<Curious>>>>);
    impl Clone for Curious {
        fn clone(&self) -> Self {
            let shared = self.0.take();
            if let Some(shared) = &shared {
                assert!(shared.get().is_ready());
            }
            Curious(self.0.clone())
        }
    }
    let asks = Rc::new(RefCell::new(None));
    let shared = succeed(Curious(asks.clone())).share();
    asks.replace(Some(shared.clone()));
    success_result_of(shared.get());
    assert!(asks.borrow().is_none());
}

#[test]
fn the_other_takers_are_served_if_one_panics() {
    let (resolver, d) = Deferred::<u32>::pending();
    let shared = d.share();
    shared.get().map(|_| panic!("on purpose")).map(|()| ()).detach();
    let second = shared.get();
    assert!(catch_unwind(AssertUnwindSafe(|| resolver.succeed(7))).is_err());
    assert_eq!(success_result_of(second), 7);
}

#[test]
fn abandoned_it_is_reported_once_however_many_takers_there_are() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<u32>::pending();
    let shared = d.share();
    let takers = [shared.get(), shared.get()];
    drop(resolver);
    assert_eq!(format!("{:?} {shared:?}", takers[0]), "Deferred(abandoned) Shared(abandoned)");
    assert_eq!(format!("{:?}", shared.get()), "Deferred(abandoned)");
    drop(takers);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn abandonment_in_the_set_is_a_failure_for_each() {
    let (resolver, d) = Deferred::<u32, (Abandoned,)>::pending();
    let shared = d.share();
    let taker = assert_no_result(shared.get());
    drop(resolver);
    assert_eq!(failure_result_of(taker).only(), Abandoned);
    assert_eq!(failure_result_of(shared.get()).only(), Abandoned);
}

#[test]
fn it_says_what_it_has() {
    let (resolver, d) = Deferred::<u32, (Broken,)>::pending();
    let shared = d.share();
    assert_eq!(format!("{shared:?}"), "Shared(pending)");
    resolver.fail(Broken(1));
    assert!(format!("{shared:?}").starts_with("Shared(Failure(Broken(1), raised at "));
    drop(shared.get().catch(|_: Broken| 0));
    assert_eq!(format!("{:?}", succeed(1).share()), "Shared(a value)");
}
