//! Several Deferreds to one result.

use super::super::cell::{D, Kind, R, failing_inner, inner, kinds, see};
use super::super::flavour::{Deferred, settled};
use super::replies::{other, ready};
use crate::world::{Call, Fault, Value};
use deferred::{
    AllFailed, Cancelled, Failure, FirstError, Outcome, TooFew, first_failure, first_settled, first_success,
    gather, join, list, members, race, some, window, windowed,
};

/// The last of the values; the others go.
fn last(mut values: Vec<Value>) -> Value {
    let last = values.pop();
    drop(values);
    last.unwrap_or_else(Value::new)
}

/// A value, whatever they came to; who has the list has their failures in hand.
fn one_of(outcomes: Vec<Outcome<Value, R>>) -> Value {
    outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).for_each(see);
    drop(outcomes);
    Value::new()
}

fn all_failed(error: AllFailed<R>) -> Value {
    error.failures.iter().for_each(see);
    drop(error);
    Value::new()
}

kinds! {
    gather_with_ready: |d| gather([ready(), d]).map(last);
    gather_with_pending: |d| gather([d, inner()]).map(last);
    gather_with_failing: |d| gather([failing_inner(), d]).map(last);
    gather_late: |d| {
        let (failures, values) = (Call::times("late failures", 2), Call::times("late values", 2));
        let several = members([failing_inner(), d, inner()])
            .late(move |_, failure| { see(&failure); failures.run(); })
            .late_values(move |_, value| { values.run(); drop(value); });
        several.gather().map(last)
    };
    gather_and_cancel_the_rest: |d| members([inner(), d, inner()]).cancel_rest().gather().map(last);
    list_with_ready: |d| list([ready(), d]).map(one_of).raises_at_most();
    list_with_pending: |d| list([d, failing_inner()]).map(one_of).raises_at_most();
    race_with_pending: |d| {
        let call = Call::once("catch");
        let d: Deferred<(usize, Value), (Cancelled,)> = race([d, inner()]).catch(move |error: AllFailed<R>| { let value = all_failed(error); (0, call.give(value)) });
        d.map(|(_, value)| value).raises_at_most()
    };
    race_with_ready: |d| {
        let d: Deferred<(usize, Value), (Cancelled,)> = race([d, ready()]).catch(|error: AllFailed<R>| (0, all_failed(error)));
        d.map(|(_, value)| value).raises_at_most()
    };
    race_with_late_values: |d| {
        let values = Call::times("late values", 2);
        let several = members([d, inner()]).late_values(move |_, value| { values.run(); drop(value); });
        let d: Deferred<(usize, Value), (Cancelled,)> = several.race().catch(|error: AllFailed<R>| (0, all_failed(error)));
        d.map(|(_, value)| value).raises_at_most()
    };
    first_success_with_failing: |d| {
        let d: Deferred<(usize, Value), ()> = first_success([failing_inner(), d]).catch(|error: AllFailed<R>| (0, all_failed(error)));
        d.map(|(_, value)| value).raises_at_most()
    };
    first_settled_with_pending: |d| first_settled([d, inner()]).map(|(_, value)| value);
    first_failure_with_pending: |d| {
        let d: Deferred<Vec<Value>, ()> = first_failure([d, inner()]).catch(|error: FirstError<R>| {
            see(&error.failure);
            drop(error);
            Vec::new()
        });
        d.map(last).raises_at_most()
    };
    some_of_three: |d| {
        let d: Deferred<Vec<(usize, Value)>, ()> = some(2, [inner(), d, failing_inner()]).catch(|error: TooFew<R>| {
            error.failures.iter().for_each(|(_, failure)| see(failure));
            drop(error);
            Vec::new()
        });
        d.map(|values| last(values.into_iter().map(|(_, value)| value).collect())).raises_at_most()
    };
    join_with_ready: |d| join!(d, settled::<_, ()>(Ok(1))).map(|(value, _)| value);
    join_with_pending: |d| join!(inner(), d).map(|(a, b)| { drop(a); other(b) });
    join_with_failing: |d| join!(failing_inner(), d).map(|(a, b)| { drop(a); other(b) });
    join_and_cancel_the_rest: |d| join!(cancel rest; inner(), d, inner()).map(|(a, b, c)| { drop((a, c)); other(b) });
    list_of_different: |d| {
        let both = list!(d, inner(), settled::<_, ()>(Ok(1)));
        both.map(|(a, b, _)| one_of(vec![a, b])).raises_at_most()
    };
    windowed_work: |d| {
        let (call, mut first) = (Call::times("work", 3), Some(d));
        let work = move |_| -> D { call.run(); first.take().unwrap_or_else(inner) };
        windowed(1, 0..3, work).map(last)
    };
    window_that_fails_late: |d| {
        let (late, mut first) = (Call::times("late", 3), Some(d));
        let work = move |_| -> D { first.take().unwrap_or_else(failing_inner) };
        let several = window(3, 0..3, work).late(move |_, failure: Failure<R>| { see(&failure); late.run(); });
        several.gather().map(last)
    };
    window_for_each: |d| {
        let (call, mut first) = (Call::times("each", 3), Some(d));
        let work = move |_| -> D { first.take().unwrap_or_else(inner) };
        let done: Deferred<(), R> = window(2, 0..3, work).for_each(move |_, value| { call.run(); drop(value); });
        done.map(|()| Value::new())
    };
    window_fold: |d| {
        let (call, mut first) = (Call::times("fold", 3), Some(d));
        let work = move |_| -> D { first.take().unwrap_or_else(inner) };
        window(2, 0..2, work).fold(Value::new(), move |so_far, _, value| { call.run(); drop(so_far); value })
    };
    list_of_lists: |d| gather([gather([d]).map(last), inner()]).map(last);
}

/// A member of a set of several is in it.
const _: fn(Fault) = drop;
