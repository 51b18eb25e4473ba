//! Loops: `iterate`, `fold`, `retry`, looping calls.

use super::super::cell::{D, Kind, R, failing_inner, inner, kinds, see};
use super::super::flavour::{Deferred, looping_call, settled};
use super::clock::Ticking;
use crate::world::{Call, Fault, Value};
use deferred::{Cancelled, Failure, Retry, fold, iterate, retry};
use std::ops::ControlFlow::{Break, Continue};
use std::time::Duration;

const INTERVAL: Duration = Duration::from_secs(1);

kinds! {
    iterate_twice: |d| {
        let (call, mut first) = (Call::times("step", 2), Some(d));
        iterate(Value::new(), move |state| {
            call.run();
            drop(state);
            match first.take() {
                Some(d) => d.map(Continue),
                None => inner().map(Break),
            }
        })
    };
    fold_over_three: |d| {
        let (call, mut first) = (Call::times("step", 3), Some(d));
        fold(0..3, Value::new(), move |so_far, _| -> D {
            call.run();
            drop(so_far);
            first.take().unwrap_or_else(inner)
        })
    };
    retry_now: |d| {
        let (policy, attempt, mut first) = (Call::times("policy", 3), Call::times("attempt", 3), Some(d));
        retry(
            move |_, failure: &Failure<R>| { see(failure); policy.run(); Retry::Now },
            move || -> D { attempt.run(); first.take().unwrap_or_else(inner) },
        )
    };
    retry_later: |d| {
        let (policy, attempt, mut first) = (Call::times("policy", 3), Call::times("attempt", 3), Some(d));
        retry(
            move |attempts, failure: &Failure<R>| {
                see(failure);
                policy.run();
                if attempts > 1 { return Retry::Stop }
                let wait: Deferred<(), (Cancelled,)> = inner().map(drop).catch(|fault: Fault| fault.see());
                Retry::After(wait)
            },
            move || -> D { attempt.run(); first.take().unwrap_or_else(failing_inner) },
        )
    };
    looping_twice: |d| {
        let (call, mut first) = (Call::times("call", 2), Some(d));
        let looping = looping_call(Ticking, INTERVAL);
        let stop = looping.handle();
        let done: Deferred<(), R> = looping.start(move || -> Deferred<(), R> {
            call.run();
            match first.take() {
                Some(d) => d.map(drop),
                None => { stop.stop(); settled(Ok(())) }
            }
        });
        done.map(|()| Value::new())
    };
    looping_that_counts: |d| {
        let (call, mut first) = (Call::times("call", 2), Some(d));
        let looping = looping_call(Ticking, INTERVAL).after_an_interval();
        let stop = looping.handle();
        let done: Deferred<(), R> = looping.start_with_count(move |_| -> Deferred<(), R> {
            call.run();
            stop.stop();
            first.take().map_or_else(|| settled(Ok(())), |d| d.map(drop))
        });
        done.map(|()| Value::new())
    };
}
