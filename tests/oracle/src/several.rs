//! Waits for several Deferreds. What comes out is written down at once, so that there is one type of value and one set of errors.

use crate::errors::{All, AllOfThem, Dynamic, First, Value, Written};
use crate::language::Flag;
use deferred::{AllFailed, Cancelled, Deferred, FirstError, Members, chain, members};
use std::fmt::Debug;

/// A list with the flags; none where it would be the first of none.
pub fn list(all: Vec<Dynamic>, flags: &[Flag]) -> Option<Dynamic> {
    let any = !all.is_empty();
    let all: Members<Value, All> = members(all);
    let all = if flags.contains(&Flag::Consume) { all.drop_late() } else { all };
    if flags.contains(&Flag::Callback) {
        return any.then(|| first(all.first_success()));
    }
    Some(if flags.contains(&Flag::Errback) {
        chain! {
            all.first_failure();
            then written,
            catch |error: FirstError<All>| Err(First::from(error)),
        }
        .raises_at_most()
    } else {
        chain! { all.list(); then |outcomes| written(outcomes.iter().map(Written)) }.raises_at_most()
    })
}

/// All the values, or the first failure.
pub fn gather(members: Vec<Dynamic>) -> Dynamic {
    deferred::gather(members).map(written)
}

/// The first value; none where there is nobody in the race.
pub fn race(members: Vec<Dynamic>) -> Option<Dynamic> {
    if members.is_empty() {
        return None;
    }
    let racing = members.len();
    let first = chain! {
        deferred::race(members);
        then at,
        catch |all: AllFailed<All>| Err(AllOfThem::from(all)),
        catch move |_: Cancelled| Err(AllOfThem::cancelled(racing)),
    };
    Some(first.raises_at_most())
}

fn first(result: Deferred<(usize, Value), (AllFailed<All>,)>) -> Dynamic {
    chain! {
        result;
        then at,
        catch |all: AllFailed<All>| Err(AllOfThem::from(all)),
    }
    .raises_at_most()
}

fn at((index, value): (usize, Value)) -> Value {
    Value::Written(format!("{value:?} at {index}").into())
}

/// What came out of several, as one value.
fn written(results: impl IntoIterator<Item: Debug>) -> Value {
    let texts: Vec<_> = results.into_iter().map(|result| format!("{result:?}")).collect();
    Value::Written(format!("[{}]", texts.join(", ")).into())
}
