//! Attaches stages by the methods: each with the smallest type of reply that says what it gives.

use crate::callback::{Callback, Form};
use crate::errors::{A, All, AllOfThem, B, C, Dynamic, First, Value, error};
use crate::language::Kind;
use crate::world::Prepared;
use deferred::{Cancelled, Deferred, OneOf, Outcome, TimedOut};

/// Attaches the stages, one after the other.
pub fn attach(deferred: Dynamic, stages: Vec<Prepared>) -> Dynamic {
    stages.into_iter().fold(deferred, |deferred, stage| match stage {
        Prepared::Then(callback) => then(deferred, callback),
        Prepared::Catch(kinds, callback) => catch(deferred, &kinds, callback),
        Prepared::CatchAll(callback) => catch_all(deferred, callback),
        Prepared::ThenElse(callback, otherwise) => {
            deferred.then_else(|value| callback.of_value(value), |failure| otherwise.of_failure(failure))
        }
        Prepared::Both(callback) => deferred.both(|outcome| callback.of_outcome(outcome)),
        Prepared::Inspect(callback) => deferred.inspect(|value| callback.look(value)),
        Prepared::Finally(callback) => finally(deferred, callback),
    })
}

fn then(deferred: Dynamic, callback: Callback) -> Dynamic {
    match callback.form() {
        Form::Value => deferred.map(|value| callback.value(&value)),
        Form::Same => deferred.map(|value| {
            callback.look(&value);
            value
        }),
        Form::Error => deferred.then(|value| Err::<Value, _>(callback.error(&value))),
        Form::Another => deferred.then(|value| callback.of_value(value)),
    }
}

fn catch_all(deferred: Dynamic, callback: Callback) -> Dynamic {
    match callback.form() {
        Form::Value => deferred.catch_all(|failure| callback.value(error(&failure))).raises_at_most(),
        _ => deferred.or_else(|failure| callback.of_failure(failure)),
    }
}

fn finally(deferred: Dynamic, callback: Callback) -> Dynamic {
    match callback.form() {
        Form::Same | Form::Error => {
            deferred.finally_with(|outcome: Option<&Outcome<Value, All>>| callback.last_at_once(outcome))
        }
        _ => deferred.finally_with(|outcome: Option<&Outcome<Value, All>>| callback.last(outcome)),
    }
}

/// A handler for some errors. By the method it cannot raise what it takes: then it is one for all that lets the rest pass.
fn catch(deferred: Dynamic, kinds: &[Kind], callback: Callback) -> Dynamic {
    macro_rules! one {
        ($X:ty) => {
            match callback.form() {
                Form::Value => deferred.catch(|error: $X| callback.value(&error)).raises_at_most(),
                _ => deferred.or_else(|failure| match failure.trap::<$X, _>() {
                    Ok(error) => callback.of_error(error, Deferred::fail),
                    Err(rest) => Deferred::settled(Err(rest.widen())),
                }),
            }
        };
    }
    macro_rules! several {
        ($($X:ty),+) => {
            match callback.form() {
                Form::Value => {
                    deferred.catch(|error: OneOf<($($X,)+)>| callback.value(&error)).raises_at_most()
                }
                _ => deferred.or_else(|failure| match failure.trap_any::<($($X,)+), _>() {
                    Ok(trapped) => callback.of_failure(trapped),
                    Err(rest) => Deferred::settled(Err(rest.widen())),
                }),
            }
        };
    }
    match kinds {
        [Kind::A] => one!(A),
        [Kind::B] => one!(B),
        [Kind::C] => one!(C),
        [Kind::Cancelled] => one!(Cancelled),
        [Kind::TimedOut] => one!(TimedOut),
        [Kind::First] => one!(First),
        [Kind::All] => one!(AllOfThem),
        [Kind::A, Kind::B] => several!(A, B),
        [Kind::B, Kind::C] => several!(B, C),
        [Kind::A, Kind::B, Kind::C] => several!(A, B, C),
        [Kind::C, Kind::Cancelled] => several!(C, Cancelled),
        [Kind::Cancelled, Kind::TimedOut] => several!(Cancelled, TimedOut),
        _ => unreachable!("no program catches {kinds:?}"),
    }
}
