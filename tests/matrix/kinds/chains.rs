//! The stages in `chain!`.

use super::super::cell::{
    D, Kind, R, caught, failing_inner, inner, is_quiet_once_forgotten, kinds, outcome, see,
};
use super::super::flavour::{Deferred, settled};
use super::clock::Ticking;
use super::replies::{nothing_yet, other, ready};
use crate::world::{Call, Fault, Value};
use deferred::{Cancelled, Downcast, Failure, Outcome, Panicked, TimedOut, catching, chain};
use std::error::Error;
use std::time::Duration;

/// Called as `with(_, call)`.
fn with(value: Value, call: Call) -> Value {
    other(call.give(value))
}

type Dynamic = Box<dyn Error + Send + Sync>;

kinds! {
    chain_then: |d| {
        let call = Call::once("then");
        chain! { d; then move |value: Value| other(call.give(value)) }
    };
    chain_then_path: |d| chain! { d; then other };
    chain_then_call: |d| {
        let call = Call::once("then");
        chain! { d; then with(_, call) }
    };
    chain_then_fails: |d| {
        let call = Call::once("then");
        chain! { d; then move |value| { drop(call.give(value)); Err::<Value, Fault>(Fault::new()) } }
    };
    chain_then_ready: |d| {
        let call = Call::once("then");
        chain! { d; then move |value| { drop(call.give(value)); ready() } }
    };
    chain_then_waits: |d| {
        let call = Call::once("then");
        chain! { d; then move |value| { drop(call.give(value)); inner() } }
    };
    chain_then_waits_and_fails: |d| {
        let call = Call::once("then");
        chain! { d; then move |value| { drop(call.give(value)); failing_inner() } }
    };
    chain_then_else: |d| {
        let (then, otherwise) = (Call::once("then"), Call::once("else"));
        chain! {
            d;
            then move |value| { drop(then.give(value)); inner() }
            else move |failure: Failure<R>| { see(&failure); drop(otherwise.give(failure)); Value::new() },
        }
    };
    chain_catch: |d| {
        let call = Call::once("catch");
        chain! {
            d;
            catch move |fault: Fault| { fault.see(); drop(call.give(fault)); Value::new() },
            raises at most Fault | Cancelled,
        }
    };
    chain_catch_any: |d| {
        let call = Call::once("catch");
        chain! {
            d;
            catch Fault | Cancelled => move |error| {
                error.downcast_ref::<Fault>().into_iter().for_each(Fault::see);
                drop(call.give(error));
                inner()
            },
        }
    };
    chain_catch_failure: |d| {
        let call = Call::once("catch");
        chain! {
            d;
            catch move |failure| { see(&failure); drop(call.give(failure)); Err::<Value, Fault>(Fault::new()) },
            raises at most Fault | Cancelled,
        }
    };
    chain_both: |d| {
        let call = Call::once("both");
        chain! {
            d;
            both move |outcome: Outcome<Value, R>| {
                outcome.as_ref().err().into_iter().for_each(see);
                drop(call.give(outcome));
                inner()
            },
        }
    };
    chain_inspect: |d| {
        let call = Call::once("inspect");
        chain! { d; inspect move |_: &Value| call.give(()) }
    };
    chain_finally: |d| {
        let call = Call::finally("finally");
        chain! { d; finally move || call.give(()) }
    };
    chain_finally_with: |d| {
        let call = Call::finally("finally");
        chain! { d; finally move |outcome: Option<&Outcome<Value, R>>| { let _ = outcome; call.give(()) } }
    };
    chain_finally_that_fails: |d| {
        is_quiet_once_forgotten();
        let call = Call::finally("finally");
        chain! { d; finally move || call.make(|| Err::<(), Fault>(Fault::new())) }
    };
    chain_finally_that_waits: |d| {
        is_quiet_once_forgotten();
        let call = Call::finally("finally");
        chain! { d; finally move || call.make(nothing_yet) }
    };
    chain_timeout: |d| {
        let call = Call::once("catch");
        chain! {
            d;
            timeout(Ticking, Duration::from_secs(1)),
            catch move |_: TimedOut| call.make(Value::new),
            raises at most Fault | Cancelled,
        }
    };
    chain_raises: |d| chain! { d; raises Cancelled | Fault, raises Fault | Cancelled };
    chain_pipeline: |d| {
        let call = Call::once("then");
        d.pipe(chain! { then move |value: Value| call.give(value) })
    };
    chain_maybe: |d| {
        let call = Call::once("maybe");
        let source = move |d: D| call.give(d);
        chain! { maybe source(d); then other }
    };
    chain_catching: |d| {
        let (then, catch) = (Call::once("then"), Call::once("catch"));
        chain! {
            d;
            then move |value| catching(move || other(then.give(value))),
            catch move |panicked: Panicked| { caught(); drop(catch.give(panicked)); Value::new() },
        }
    };
    chain_downcast: |d| {
        let (then, catch) = (Call::once("then"), Call::once("catch"));
        chain! {
            d;
            then move |value| { drop(then.give(value)); Err::<Value, Dynamic>(Box::new(Fault::new())) },
            catch move |fault: Downcast<Fault>| { fault.see(); drop(catch.give(fault)); Value::new() },
            catch |_: Dynamic| Value::new(),
            raises at most Fault | Cancelled,
        }
    };
    chain_of_all: |d| {
        is_quiet_once_forgotten();
        let (a, b, c) = (Call::once("then"), Call::once("catch"), Call::once("inspect"));
        let (e, f, g) = (Call::finally("finally"), Call::once("both"), Call::finally("last"));
        chain! {
            d;
            then move |value| { drop(a.give(value)); inner() },
            catch move |fault: Fault| { fault.see(); drop(b.give(fault)); inner() },
            inspect move |_| c.give(()),
            finally move || e.make(nothing_yet),
            both move |outcome: Outcome<Value, (Cancelled, Fault)>| { outcome.as_ref().err().into_iter().for_each(see); drop(f.give(outcome)); settled::<_, R>(self::outcome(false)) },
            finally move || g.give(()),
        }
    };
    chain_of_async: |d| {
        let (a, b) = (Call::once("then"), Call::once("catch"));
        chain! {
            d;
            then async move |value| { drop(a.give(value)); inner().await.map_err(Failure::into_error) },
            catch move |fault: Fault| { fault.see(); drop(b.give(fault)); Value::new() },
            raises at most Fault | Cancelled,
        }
    };
}

/// The last stages leave the set as it is.
const _: fn(Deferred<Value, R>) -> D = |d| d;
