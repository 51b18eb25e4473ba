//! A callback that is attached: its capture, and its reply.

use super::super::flavour::{Deferred, settled};
use super::kinds::{Kind, Set};
use super::token::{Counted, E, Value};
use super::world::Runs;
use super::{boom, run, world};
use crate::program::{Callback, Out, Reply, Seen, Token};
use deferred::Outcome;

pub struct Armed {
    callback: Callback,
    captured: Counted<20>,
    number: usize,
    /// The tie of the Deferred that it is attached to.
    tie: u32,
}

impl Armed {
    fn new(callback: &Callback, runs: Runs, tie: u32) -> Self {
        let number = world().attached(callback.label, runs);
        Armed { callback: *callback, captured: Counted::make(&callback.captured), number, tie }
    }

    pub fn once(callback: &Callback, tie: u32) -> Self {
        Self::new(callback, Runs::Once, tie)
    }

    pub fn finally(callback: &Callback, tie: u32) -> Self {
        Self::new(callback, Runs::Finally, tie)
    }

    pub fn many(callback: &Callback, tie: u32) -> Self {
        Self::new(callback, Runs::Many, tie)
    }

    /// Runs the script.
    pub fn begin(&self, seen: Seen) {
        self.captured.check();
        world().ran(self.number, self.captured.generation(), seen);
        if world().is_now(self.captured.generation()) {
            run(self.callback.script);
        }
    }

    /// Returns the result of `give`, once the capture was dropped. If that drop panics, the result is dropped,
    /// which Rust does not do with a return value when a local variable panics in its drop.
    fn last<O>(self, give: impl FnOnce(&Self) -> O) -> O {
        let given = give(&self);
        drop(self);
        given
    }

    /// Returns nothing, unless the reply is a panic.
    pub fn unit(self) {
        self.last(Self::may_panic)
    }

    pub fn value<T: Value>(self) -> T {
        self.last(Self::a_value)
    }

    pub fn outcome<T: Value, R: Set>(self) -> Outcome<T, R> {
        self.last(Self::an_outcome)
    }

    /// The same with the error out of its failure.
    pub fn result<T: Value, R: Set>(self) -> Result<T, deferred::OneOf<R>> {
        self.outcome().map_err(deferred::Failure::into_error)
    }

    /// The value, or an error.
    pub fn result_of<T: Value>(self) -> Result<T, E> {
        self.last(|this| match &this.callback.reply {
            Reply::Out(Out::Error(_, token)) => Err(E::make(token)),
            _ => Ok(this.a_value()),
        })
    }

    /// A Deferred of the kind, from where the reply says.
    pub fn reply<K: Kind>(self) -> Deferred<K::T, K::R> {
        self.last(Self::another::<K>)
    }

    /// Panics, if that is the reply.
    pub fn may_panic(&self) {
        if let Reply::Panic = self.callback.reply {
            boom();
        }
    }

    fn a_value<T: Value>(&self) -> T {
        self.may_panic();
        match &self.callback.reply {
            Reply::Out(Out::Value(token)) => T::make(token),
            _ => T::make(&Token::plain(self.callback.label)),
        }
    }

    fn an_outcome<T: Value, R: Set>(&self) -> Outcome<T, R> {
        if let Reply::Out(Out::Error(which, token)) = &self.callback.reply
            && let Some(failure) = R::failure(*which, token)
        {
            return Err(failure);
        }
        Ok(self.a_value())
    }

    /// The reply of a callback that runs again and again.
    pub fn another<K: Kind>(&self) -> Deferred<K::T, K::R> {
        match self.callback.reply {
            Reply::Given(at) => {
                if let Some((d, tie)) = world().take_d(at) {
                    match K::unwrap(d) {
                        Ok(d) => {
                            world().tie(self.tie, tie);
                            return d;
                        }
                        Err(other) => world().put_d(at, other, tie),
                    }
                }
                self.wait::<K>(at)
            }
            Reply::Pending(at) => self.wait::<K>(at),
            _ => settled(self.an_outcome()),
        }
    }

    fn wait<K: Kind>(&self, at: u8) -> Deferred<K::T, K::R> {
        let (resolver, d) = K::pair();
        world().put_r(at, K::wrap_resolver(resolver), self.tie);
        d
    }
}
