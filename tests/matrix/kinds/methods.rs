//! The stages as methods.

use super::super::cell::{D, Kind, R, failing_inner, inner, is_quiet_once_forgotten, kinds, outcome, see};
use super::super::flavour::{Deferred, settled};
use super::replies::{nothing_yet, other, ready};
use crate::world::{Call, Fault, Value};
use deferred::{Cancelled, Failure, OneOf};
use std::fmt::{self, Display, Formatter};

/// A note, which is written down by code of the user's.
struct Told(Call);

impl Display for Told {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.run();
        f.write_str("told")
    }
}

kinds! {
    map: |d| {
        let call = Call::once("map");
        d.map(move |value| other(call.give(value)))
    };
    map_that_passes_on: |d| {
        let call = Call::once("map");
        d.map(move |value| call.give(value))
    };
    then_value: |d| {
        let call = Call::once("then");
        d.then(move |value| Ok::<_, Fault>(other(call.give(value))))
    };
    then_fails: |d| {
        let call = Call::once("then");
        d.then(move |value| { drop(call.give(value)); Err::<Value, _>(Fault::new()) })
    };
    then_ready: |d| {
        let call = Call::once("then");
        d.then(move |value| { drop(call.give(value)); ready() })
    };
    then_ready_that_fails: |d| {
        let call = Call::once("then");
        d.then(move |value| { drop(call.give(value)); settled(outcome(true)) })
    };
    then_waits: |d| {
        let call = Call::once("then");
        d.then(move |value| { drop(call.give(value)); inner() })
    };
    then_waits_and_fails: |d| {
        let call = Call::once("then");
        d.then(move |value| { drop(call.give(value)); failing_inner() })
    };
    then_else: |d| {
        let (then, otherwise) = (Call::once("then"), Call::once("else"));
        d.then_else(
            move |value| { drop(then.give(value)); inner() },
            move |failure: Failure<R>| { see(&failure); drop(otherwise.give(failure)); ready() },
        )
    };
    catch: |d| {
        let call = Call::once("catch");
        let d: Deferred<Value, (Cancelled,)> = d.catch(move |fault: Fault| {
            fault.see();
            drop(call.give(fault));
            Value::new()
        });
        d.raises_at_most()
    };
    catch_cancelled: |d| {
        let call = Call::once("catch");
        let d: Deferred<Value, (Fault,)> = d.catch(move |_: Cancelled| call.make(Value::new));
        d.raises_at_most()
    };
    catch_that_fails: |d| {
        let call = Call::once("catch");
        let d: Deferred<Value, (Cancelled,)> = d.catch(move |failure: Failure<(Fault,)>| {
            failure.check::<Fault>().into_iter().for_each(Fault::see);
            drop(call.give(failure));
            Err::<Value, _>(Cancelled)
        });
        d.raises_at_most()
    };
    catch_that_waits: |d| {
        let call = Call::once("catch");
        let d: Deferred<Value, (Cancelled,)> = d.catch(move |fault: Fault| {
            fault.see();
            drop(call.give(fault));
            inner().catch::<_, _, _, _, _, (Cancelled,), _, _, _, _>(|fault: Fault| {
                fault.see();
                Value::new()
            })
        });
        d.raises_at_most()
    };
    catch_one_of: |d| {
        let call = Call::once("catch");
        let d: Deferred<Value, ()> = d.catch(move |error: OneOf<R>| {
            error.downcast_ref::<Fault>().into_iter().for_each(Fault::see);
            drop(call.give(error));
            Value::new()
        });
        d.raises_at_most()
    };
    catch_all: |d| {
        let call = Call::once("catch");
        d.catch_all(move |failure| { see(&failure); drop(call.give(failure)); Value::new() }).raises_at_most()
    };
    or_else: |d| {
        let call = Call::once("or else");
        d.or_else(move |failure| { see(&failure); drop(call.give(failure)); inner() })
    };
    both: |d| {
        let call = Call::once("both");
        d.both(move |outcome| {
            outcome.as_ref().err().into_iter().for_each(see);
            drop(call.give(outcome));
            ready()
        })
    };
    both_that_passes_on_and_waits: |d| {
        let call = Call::once("both");
        d.both(move |outcome| {
            outcome.as_ref().err().into_iter().for_each(see);
            let outcome = call.give(outcome);
            inner().then(move |value| {
                drop(value);
                settled(outcome)
            })
        })
    };
    inspect: |d| {
        let call = Call::once("inspect");
        d.inspect(move |_: &Value| call.give(()))
    };
    context: |d| d.context(Told(Call::once("context")));
    context_behind_a_callback: |d| {
        let call = Call::once("then");
        let d = d.then(move |value| { drop(call.give(value)); failing_inner() });
        d.context(Told(Call::once("context")))
    };
    finally: |d| {
        let call = Call::finally("finally");
        d.finally(move || call.give(()))
    };
    finally_that_fails: |d| {
        is_quiet_once_forgotten();
        let call = Call::finally("finally");
        d.finally(move || call.make(|| Err::<(), _>(Fault::new())))
    };
    finally_that_waits: |d| {
        is_quiet_once_forgotten();
        let call = Call::finally("finally");
        d.finally(move || call.make(nothing_yet))
    };
    finally_that_waits_and_fails: |d| {
        is_quiet_once_forgotten();
        let call = Call::finally("finally");
        d.finally(move || call.make(|| failing_inner().map(drop)))
    };
    finally_with: |d| {
        let call = Call::finally("finally");
        d.finally_with(move |outcome| { let _ = outcome.map(|outcome| outcome.is_ok()); call.give(()) })
    };
    raises: |d| {
        let d: Deferred<Value, (Cancelled, Fault)> = d.raises();
        d.raises()
    };
    raises_at_most: |d| {
        let d: Deferred<Value, (Cancelled, u8, Fault)> = d.raises_at_most();
        d.catch(|_: u8| Value::new()).raises()
    };
    pipe: |d| {
        let call = Call::once("then");
        d.pipe(|d: D| d.then(move |value| Ok::<_, Fault>(call.give(value))))
    };
    many_in_a_row: |d| {
        let first = Call::once("first");
        let d = d.map(move |value| first.give(value));
        let second = Call::once("second");
        let d = d.then(move |value| {
            drop(second.give(value));
            inner()
        });
        let third = Call::finally("third");
        d.finally(move || third.give(()))
    };
}
