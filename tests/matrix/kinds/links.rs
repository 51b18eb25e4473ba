//! Links, pairs with cancellers, what shields, protects, shares and pauses.

use super::super::cell::{Kind, is_quiet_once_disturbed, kinds, later, outcome};
use super::super::flavour::{answering, attempt, begun, cancellable, forwarding, pending};
use crate::world::{Call, Value};

kinds! {
    chain_into: |d| {
        let (next, last) = pending();
        d.chain_into(next);
        last
    };
    chain_into_what_has_a_callback: |d| {
        let (call, (next, last)) = (Call::once("map"), pending());
        let last = last.map(move |value| call.give(value));
        d.chain_into(next);
        last
    };
    chain_into_later: |d| {
        is_quiet_once_disturbed();
        let (next, last) = pending();
        let _ = later(Box::new(move || d.chain_into(next)));
        last
    };
    chain_into_cancellable: |d| {
        let call = Call::once("second canceller");
        let (next, last) = cancellable(move || call.give(()));
        d.chain_into(next);
        last
    };
    chain_into_answering: |d| {
        is_quiet_once_disturbed();
        let call = Call::once("second canceller");
        let (next, last) = answering(move || call.make(|| outcome(false)));
        let _ = later(Box::new(move || d.chain_into(next)));
        last
    };
    chain_into_forwarding: |d| {
        let (call, stop) = (Call::times("ask", 5), d.cancel_handle());
        let (next, last) = forwarding(move || { call.run(); stop.cancel(); });
        d.both(move |outcome| { next.resolve(outcome); super::replies::ready() }).catch_all(|_| Value::new()).map(drop).detach();
        last
    };
    begun: |d| {
        let call = Call::once("second canceller");
        begun(move |resolver| {
            d.chain_into(resolver);
            move || call.give(())
        })
    };
    attempt: |d| {
        let call = Call::once("attempt");
        attempt(move || call.give(d))
    };
    protect: |d| d.protect();
    uncancellable: |d| d.uncancellable();
    protect_and_uncancellable: |d| d.uncancellable().protect();
    paused: |d| {
        let (guard, d) = d.paused();
        let _ = later(Box::new(move || drop(guard)));
        d
    };
    paused_and_not: |d| {
        let (guard, d) = d.paused();
        drop(guard);
        d
    };
    share: |d| {
        let shared = d.share();
        let end = shared.get();
        // Not on the way out, where Rust would lose the end if it panics.
        drop(shared);
        end
    };
    share_of_two: |d| {
        let (call, shared) = (Call::once("other"), d.share());
        let other = shared.get();
        let end = shared.get();
        drop(shared);
        let other = other.map(move |value| call.give(value));
        end.then(move |value| { drop(value); other })
    };
    share_that_one_drops: |d| {
        let shared = d.share();
        let other = shared.get();
        let _ = later(Box::new(move || drop(other)));
        let end = shared.get();
        drop(shared);
        end
    };
}
