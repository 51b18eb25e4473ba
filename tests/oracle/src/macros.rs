//! Attaches stages by `chain!`: one by one with the smallest type of reply, and two at a time.

use crate::callback::{Callback, Form};
use crate::errors::{A, All, AllOfThem, B, C, Dynamic, First, Value, Written, error};
use crate::language::Kind;
use crate::world::Prepared;
use deferred::{Cancelled, Deferred, Failure, OneOf, TimedOut, chain};

/// Attaches the stages, two in one chain where there are two; or, if there is a handler for everything by itself, all in one.
pub fn attach(mut deferred: Dynamic, stages: Vec<Prepared>) -> Dynamic {
    let stages = match handlers(stages) {
        Ok(handlers) => return caught_one_by_one(deferred, handlers),
        Err(stages) => stages,
    };
    let mut stages = stages.into_iter();
    while let Some(first) = stages.next() {
        deferred = match stages.next() {
            Some(second) => two(deferred, first, second),
            None => one(deferred, first),
        };
    }
    deferred
}

/// The handlers of a chain that is left with nothing that can go wrong: each gives a value.
type Handlers = [Callback; 6];

/// The callbacks of such handlers, or the stages where they are others.
fn handlers(stages: Vec<Prepared>) -> Result<Handlers, Vec<Prepared>> {
    const IN_ORDER: [&[Kind]; 6] = [
        &[Kind::A],
        &[Kind::B],
        &[Kind::C],
        &[Kind::Cancelled, Kind::TimedOut],
        &[Kind::First],
        &[Kind::All],
    ];
    let fits = |stage: &Prepared, in_order: &[Kind]| match stage {
        Prepared::Catch(kinds, callback) => **kinds == *in_order && matches!(callback.form(), Form::Value),
        _ => false,
    };
    if stages.len() != IN_ORDER.len() || !stages.iter().zip(IN_ORDER).all(|(stage, kinds)| fits(stage, kinds))
    {
        return Err(stages);
    }
    let callbacks = stages.into_iter().map(|stage| match stage {
        Prepared::Catch(_, callback) => callback,
        _ => unreachable!("just looked"),
    });
    Ok(callbacks.collect::<Vec<_>>().try_into().ok().expect("just counted"))
}

/// One error less with each stage, until none is left.
fn caught_one_by_one(deferred: Dynamic, [a, b, c, ended, first, all]: Handlers) -> Dynamic {
    let safe: Deferred<Value> = chain! {
        deferred;
        catch move |error: A| a.value(&error),
        catch move |error: B| b.value(&error),
        catch move |error: C| c.value(&error),
        catch Cancelled | TimedOut => move |error| ended.value(&error),
        catch move |error: First| first.value(&error),
        catch move |error: AllOfThem| all.value(&error),
        raises nothing,
    };
    safe.raises_at_most()
}

fn one(deferred: Dynamic, stage: Prepared) -> Dynamic {
    match stage {
        Prepared::Then(callback) => then(deferred, callback),
        Prepared::Catch(kinds, callback) => catch(deferred, &kinds, callback),
        Prepared::CatchAll(callback) => catch_all(deferred, callback),
        Prepared::ThenElse(callback, otherwise) => then_else(deferred, callback, otherwise),
        Prepared::Both(callback) => both(deferred, callback),
        Prepared::Inspect(callback) => chain! { deferred; inspect move |value| callback.look(value) },
        Prepared::Finally(callback) => finally(deferred, callback),
    }
}

fn then(deferred: Dynamic, callback: Callback) -> Dynamic {
    match callback.form() {
        Form::Value => chain! { deferred; then move |value| callback.value(&value) },
        Form::Same => chain! { deferred; then move |value| { callback.look(&value); value } },
        Form::Error => chain! { deferred; then move |value| Err::<Value, _>(callback.error(&value)) },
        Form::Another => chain! { deferred; then move |value| callback.of_value(value) },
    }
}

fn catch_all(deferred: Dynamic, callback: Callback) -> Dynamic {
    match callback.form() {
        Form::Value => chain! {
            deferred;
            catch move |failure| callback.value(error(&failure)),
            raises at most A | B | C | Cancelled | TimedOut | First | AllOfThem,
        },
        Form::Same => {
            chain! { deferred; catch move |failure| { callback.look(error(&failure)); Err(failure) } }
        }
        Form::Error => {
            chain! { deferred; catch move |failure| Err(callback.error(error(&failure))) }.raises_at_most()
        }
        Form::Another => chain! { deferred; catch move |failure| callback.of_failure(failure) },
    }
}

fn then_else(deferred: Dynamic, callback: Callback, otherwise: Callback) -> Dynamic {
    match (callback.form(), otherwise.form()) {
        (Form::Value, Form::Value) => chain! {
            deferred;
            then move |value| callback.value(&value) else move |failure| otherwise.value(error(&failure)),
            raises at most A | B | C | Cancelled | TimedOut | First | AllOfThem,
        },
        (Form::Value, _) => chain! {
            deferred;
            then move |value| callback.value(&value) else move |failure| otherwise.of_failure(failure),
        },
        (Form::Error, Form::Value) => chain! {
            deferred;
            then move |value| Err(callback.error(&value)) else move |failure| otherwise.value(error(&failure)),
            raises at most A | B | C | Cancelled | TimedOut | First | AllOfThem,
        },
        _ => chain! {
            deferred;
            then move |value| callback.of_value(value) else move |failure| otherwise.of_failure(failure),
        },
    }
}

fn both(deferred: Dynamic, callback: Callback) -> Dynamic {
    match callback.form() {
        Form::Value => chain! {
            deferred;
            both move |outcome| callback.value(&Written(&outcome)),
            raises at most A | B | C | Cancelled | TimedOut | First | AllOfThem,
        },
        Form::Same => chain! {
            deferred;
            both move |outcome| { callback.look(&Written(&outcome)); outcome },
        },
        _ => chain! { deferred; both move |outcome| callback.of_outcome(outcome) },
    }
}

fn finally(deferred: Dynamic, callback: Callback) -> Dynamic {
    match callback.form() {
        Form::Same | Form::Error => {
            chain! { deferred; finally move |outcome| callback.last_at_once(outcome) }
        }
        _ => chain! { deferred; finally move |outcome| callback.last(outcome) },
    }
}

fn catch(deferred: Dynamic, kinds: &[Kind], callback: Callback) -> Dynamic {
    macro_rules! one {
        ($X:ty) => {
            match callback.form() {
                Form::Value => chain! {
                    deferred;
                    catch move |error: $X| callback.value(&error),
                    raises at most A | B | C | Cancelled | TimedOut | First | AllOfThem,
                },
                Form::Same => chain! {
                    deferred;
                    catch move |failure: Failure<($X,)>| {
                        let failure: Failure<All> = failure.widen();
                        callback.look(error(&failure));
                        Err(failure)
                    },
                    raises at most A | B | C | Cancelled | TimedOut | First | AllOfThem,
                },
                Form::Error => chain! {
                    deferred;
                    catch move |error: $X| Err(callback.error(&error)),
                    raises at most A | B | C | Cancelled | TimedOut | First | AllOfThem,
                },
                Form::Another => chain! {
                    deferred;
                    catch move |error: $X| callback.of_error(error, Deferred::fail),
                    raises A | B | C | Cancelled | TimedOut | First | AllOfThem,
                },
            }
        };
    }
    macro_rules! several {
        ($($X:ident)|+, $($x:ty),+) => {
            match callback.form() {
                Form::Value => chain! {
                    deferred;
                    catch $($X)|+ => move |error| callback.value(&error),
                    raises at most A | B | C | Cancelled | TimedOut | First | AllOfThem,
                },
                Form::Error => chain! {
                    deferred;
                    catch move |error: OneOf<($($x,)+)>| Err(callback.error(&error)),
                    raises at most A | B | C | Cancelled | TimedOut | First | AllOfThem,
                },
                Form::Same | Form::Another => chain! {
                    deferred;
                    catch move |failure: Failure<($($x,)+)>| callback.of_failure(failure),
                    raises A | B | C | Cancelled | TimedOut | First | AllOfThem,
                },
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
        [Kind::A, Kind::B] => several!(A | B, A, B),
        [Kind::B, Kind::C] => several!(B | C, B, C),
        [Kind::A, Kind::B, Kind::C] => several!(A | B | C, A, B, C),
        [Kind::C, Kind::Cancelled] => several!(C | Cancelled, C, Cancelled),
        [Kind::Cancelled, Kind::TimedOut] => several!(Cancelled | TimedOut, Cancelled, TimedOut),
        _ => unreachable!("no program catches {kinds:?}"),
    }
}

/// The stage that is written first, and then whatever the other is.
macro_rules! followed {
    ($deferred:ident, $second:ident, $($first:tt)+) => {
        match $second {
            Prepared::Then(second) => {
                chain! { $deferred; $($first)+, then move |value| second.of_value(value), raises A | B | C | Cancelled | TimedOut | First | AllOfThem }
            }
            Prepared::Catch(kinds, second) => match *kinds {
                [Kind::A] => chain! {
                    $deferred;
                    $($first)+,
                    catch move |error: A| second.of_error(error, Deferred::fail),
                    raises A | B | C | Cancelled | TimedOut | First | AllOfThem,
                },
                [Kind::B, Kind::C] => chain! {
                    $deferred;
                    $($first)+,
                    catch B | C => move |error| second.of_error(error, failed),
                    raises A | B | C | Cancelled | TimedOut | First | AllOfThem,
                },
                _ => catch(chain! { $deferred; $($first)+, raises A | B | C | Cancelled | TimedOut | First | AllOfThem }, &kinds, second),
            },
            Prepared::CatchAll(second) => {
                chain! { $deferred; $($first)+, catch move |failure| second.of_failure(failure) }
            }
            Prepared::ThenElse(second, otherwise) => chain! {
                $deferred;
                $($first)+,
                then move |value| second.of_value(value) else move |failure| otherwise.of_failure(failure),
            },
            Prepared::Both(second) => {
                chain! { $deferred; $($first)+, both move |outcome| second.of_outcome(outcome) }
            }
            Prepared::Inspect(second) => {
                chain! { $deferred; $($first)+, inspect move |value| second.look(value), raises A | B | C | Cancelled | TimedOut | First | AllOfThem }
            }
            Prepared::Finally(second) => {
                chain! { $deferred; $($first)+, finally move |outcome| second.last(outcome), raises A | B | C | Cancelled | TimedOut | First | AllOfThem }
            }
        }
    };
}

fn two(deferred: Dynamic, first: Prepared, second: Prepared) -> Dynamic {
    match first {
        Prepared::Then(first) => followed!(deferred, second, then move |value| first.of_value(value)),
        Prepared::Catch(kinds, first) => match *kinds {
            [Kind::A] => {
                followed!(deferred, second, catch move |error: A| first.of_error(error, Deferred::fail))
            }
            [Kind::B, Kind::C] => {
                followed!(deferred, second, catch B | C => move |error| first.of_error(error, failed))
            }
            _ => one(catch(deferred, &kinds, first), second),
        },
        Prepared::CatchAll(first) => {
            followed!(deferred, second, catch move |failure| first.of_failure(failure))
        }
        Prepared::ThenElse(first, otherwise) => followed!(
            deferred,
            second,
            then move |value| first.of_value(value) else move |failure| otherwise.of_failure(failure)
        ),
        Prepared::Both(first) => followed!(deferred, second, both move |outcome| first.of_outcome(outcome)),
        Prepared::Inspect(first) => followed!(deferred, second, inspect move |value| first.look(value)),
        Prepared::Finally(first) => {
            followed!(deferred, second, finally move |outcome| first.last(outcome))
        }
    }
}

/// A Deferred that has failed with one of several errors.
fn failed(error: OneOf<(B, C)>) -> Dynamic {
    match error.trap::<B, _>() {
        Ok(error) => Deferred::fail(error),
        Err(rest) => Deferred::fail(rest.only()),
    }
}
