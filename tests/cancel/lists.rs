//! A list and a gathering are cancelled by way of their members. Case 36.

use super::{Broken, Stoppable};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, Resolver, chain, gather, list, unhandled};

type Side = Resolver<i32, (Cancelled, Broken)>;

/// A pair whose Deferred waits for another when it is cancelled, and the resolver of that.
fn going_on() -> (Side, Side, Stoppable<i32>) {
    let (resolver, d) = Stoppable::<i32>::pending();
    let (other, waiting) = Stoppable::<i32>::pending();
    let d = chain! { d; catch |_: Cancelled| waiting, raises Cancelled | Broken };
    (resolver, other, d)
}

#[test]
fn a_list_that_is_cancelled_again_cancels_what_its_members_wait_for_now() {
    let (_resolver, _other, member) = going_on();
    let all = list([member]);
    let stop: Deferred<_, (Cancelled,)> = all.raises_at_most();
    stop.cancel();
    let stop = assert_no_result(stop);
    stop.cancel();
    let outcomes = success_result_of(chain! { stop; catch |_: Cancelled| Vec::new() });
    assert!(outcomes[0].as_ref().is_err_and(|failure| failure.is::<Cancelled>()));
}

#[test]
fn a_gathering_whose_members_go_on_after_a_cancel_waits_for_them() {
    let (_resolver, other, member) = going_on();
    let all = gather([member]);
    all.cancel();
    let all = assert_no_result(all);
    other.succeed(7);
    assert_eq!(success_result_of(all), [7]);
}

#[test]
fn a_gathering_fails_with_what_its_members_come_to_when_they_are_cancelled() {
    let (_first, a) = Stoppable::<i32>::pending();
    let (_second, b) = Stoppable::<i32>::pending();
    let all = gather([chain! { a; catch |_: Cancelled| Err(Broken), raises at most Cancelled | Broken }, b]);
    let watch = unhandled::watch();
    all.cancel();
    assert!(failure_result_of(all).is::<Broken>());
    // The other one's `Cancelled` comes too late, and was asked for.
    watch.assert_nothing();
}
