//! Timeouts, and what comes later.

use super::super::cell::{D, Kind, R, inner, kinds, see};
use super::super::flavour::{Deferred, defer_later, later};
use super::clock::Ticking;
use crate::world::{Call, Fault, Value};
use deferred::{Cancelled, Outcome, TimedOut};
use std::time::Duration;

const TIME: Duration = Duration::from_secs(1);

fn caught(d: Deferred<Value, (Fault, Cancelled, TimedOut)>) -> D {
    let call = Call::once("catch");
    d.catch(move |_: TimedOut| call.make(Value::new))
}

kinds! {
    timeout: |d| caught(d.timeout(Ticking, TIME));
    timeout_behind_what_waits: |d| caught(d.then(|value| { drop(value); inner() }).timeout(Ticking, TIME));
    timeout_with: |d| {
        let call = Call::once("late");
        d.timeout_with(Ticking, TIME, move |outcome: Outcome<Value, R>, _| {
            outcome.as_ref().err().into_iter().for_each(see);
            drop(call.give(outcome));
            inner()
        })
    };
    give_up_after: |d| caught(d.give_up_after(Ticking, TIME));
    behind_a_pause_of_time: |d| {
        let call = Call::once("then");
        let wait: Deferred<(), R> = later(Ticking, TIME).raises_at_most();
        wait.then(move |()| call.give(d))
    };
    called_later: |d| {
        let call = Call::once("later");
        defer_later(Ticking, TIME, move || call.give(d))
    };
}
