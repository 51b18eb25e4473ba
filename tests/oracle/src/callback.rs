//! The callbacks of a program: what they are given goes into the trace, and what they give is as their body says.

use crate::errors::{All, Dynamic, Faults, Value, Written, error, trap};
use crate::language::{Body, Gives};
use crate::trace::note;
use crate::world::World;
use deferred::{Deferred, ErrorSet, Failure, HasAll, OneOf, Outcome};
use std::fmt::Debug;
use std::rc::Rc;

/// A callback that was not called yet.
pub struct Callback {
    world: Rc<World>,
    body: Rc<Body>,
    held: Option<Dynamic>,
}

/// What the type of a callback's reply is, where it has the smallest that it can have.
pub enum Form {
    /// A value.
    Value,
    /// What it was given.
    Same,
    /// An error.
    Error,
    /// A Deferred.
    Another,
}

impl Callback {
    /// A callback, which takes the Deferred that it holds.
    pub fn new(world: &Rc<World>, body: &Rc<Body>) -> Self {
        let held = body.gives.holds().and_then(|slot| world.take(slot));
        Callback { world: world.clone(), body: body.clone(), held }
    }

    /// What it gives.
    pub fn form(&self) -> Form {
        match self.body.gives {
            Gives::Value(_) => Form::Value,
            Gives::Same => Form::Same,
            Gives::Raise(_) => Form::Error,
            _ => Form::Another,
        }
    }

    fn begin(&self, given: &dyn Debug) {
        note(format_args!("{} <- {given:?}", self.body.id));
        self.world.run_all(&self.body.does);
    }

    // Each by its form

    /// Is shown what goes on.
    pub fn look(self, given: &dyn Debug) {
        self.begin(given);
    }

    /// Gives a value, whatever it was given.
    pub fn value(self, given: &dyn Debug) -> Value {
        self.begin(given);
        match self.body.gives {
            Gives::Value(number) => Value::Number(number),
            _ => unreachable!("its form is a value"),
        }
    }

    /// Gives an error, whatever it was given.
    pub fn error(self, given: &dyn Debug) -> OneOf<Faults> {
        self.begin(given);
        match self.body.gives {
            Gives::Raise(fault) => fault.error(),
            _ => unreachable!("its form is an error"),
        }
    }

    // In whatever form

    /// Takes a value.
    pub fn of_value(self, value: Value) -> Dynamic {
        self.begin(&value);
        self.give(Ok(value))
    }

    /// Takes an error that was trapped.
    pub fn of_error<X: Debug>(self, trapped: X, failed: impl FnOnce(X) -> Dynamic) -> Dynamic {
        self.begin(&trapped);
        match &self.body.clone().gives {
            Gives::Same => failed(trapped),
            gives => self.another(gives),
        }
    }

    /// Takes a failure.
    pub fn of_failure<R: ErrorSet, Places>(self, failure: Failure<R>) -> Dynamic
    where
        All: HasAll<R::List, Places>,
    {
        self.begin(error(&failure));
        self.give(Err(failure.widen()))
    }

    /// Takes what there is.
    pub fn of_outcome<R: ErrorSet, Places>(self, outcome: Outcome<Value, R>) -> Dynamic
    where
        All: HasAll<R::List, Places>,
    {
        self.begin(&Written(&outcome));
        self.give(outcome.map_err(Failure::widen))
    }

    /// Is shown what there is at the end, if anything.
    pub fn last<R: ErrorSet>(self, outcome: Option<&Outcome<Value, R>>) -> Deferred<(), All> {
        if !self.look_last(outcome) {
            return Deferred::succeed(());
        }
        match &self.body.clone().gives {
            Gives::Same => Deferred::succeed(()),
            gives => self.another(gives).map(drop),
        }
    }

    /// Is shown what there is at the end, and gives nothing or fails.
    ///
    /// # Errors
    ///
    /// What it raises.
    pub fn last_at_once<R: ErrorSet>(self, outcome: Option<&Outcome<Value, R>>) -> Result<(), OneOf<Faults>> {
        match self.body.gives {
            Gives::Raise(fault) if self.look_last(outcome) => Err(fault.error()),
            Gives::Raise(_) => Ok(()),
            _ => {
                self.look_last(outcome);
                Ok(())
            }
        }
    }

    /// Whether there was an outcome. If not, the chain was abandoned: Twisted's callback does not run at all, so ours does nothing.
    fn look_last<R: ErrorSet>(&self, outcome: Option<&Outcome<Value, R>>) -> bool {
        match outcome {
            Some(outcome) => self.begin(&Written(outcome)),
            None => note(format_args!("{} <- nothing", self.body.id)),
        }
        outcome.is_some()
    }

    fn give(self, given: Outcome<Value, All>) -> Dynamic {
        let body = self.body.clone();
        match (&body.gives, given) {
            (Gives::Same, given) => Deferred::settled(given),
            (Gives::Trap(kinds, then), Err(failure)) => match trap(failure, kinds) {
                Ok(failure) if matches!(**then, Gives::Same) => Deferred::settled(Err(failure)),
                Ok(_) => self.another(then),
                Err(rest) => Deferred::settled(Err(rest)),
            },
            (gives, _) => self.another(gives),
        }
    }

    /// Something else than it was given; 0 in place of a Deferred that somebody else has taken.
    fn another(mut self, gives: &Gives) -> Dynamic {
        let zero = || Deferred::succeed(Value::Number(0));
        match gives {
            Gives::Value(number) | Gives::Succeed(number) => Deferred::succeed(Value::Number(*number)),
            Gives::Raise(fault) | Gives::Failed(fault) => fault.failed(),
            Gives::Held(_) => self.held.take().unwrap_or_else(zero),
            Gives::Taken(slot) => self.world.take(*slot).unwrap_or_else(zero),
            Gives::Same | Gives::Trap(..) => unreachable!("only what was given can be the same, or trapped"),
        }
    }
}
