//! A callback that is attached: what it captured, and what it gives.

use super::super::flavour::{Deferred, settled};
use super::kinds::{Kind, Set};
use super::token::{Counted, E, Value};
use super::world::{Runs, Seen};
use super::{boom, run, world};
use crate::program::{Callback, Out, Reply, Token};
use deferred::Outcome;

pub struct Armed {
    callback: Callback,
    captured: Counted<20>,
    number: usize,
    /// Of the Deferred that it is attached to.
    tie: u32,
}

impl Armed {
    fn new(callback: &Callback, runs: Runs, tie: u32) -> Self {
        let number = world().attached(callback.label, runs);
        Armed { callback: callback.clone(), captured: Counted::make(&callback.captured), number, tie }
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

    /// Runs what it does.
    pub fn begin(&self, seen: Seen) {
        self.captured.check();
        world().ran(self.number, self.captured.generation(), seen);
        if world().is_now(self.captured.generation()) {
            run(&self.callback.script);
        }
    }

    fn plain(&self) -> Token {
        Token::plain(self.callback.label)
    }

    /// Gives nothing, unless it panics.
    pub fn unit(&self) {
        if let Reply::Panic = self.callback.reply {
            boom();
        }
    }

    pub fn value<T: Value>(&self) -> T {
        self.unit();
        match &self.callback.reply {
            Reply::Out(Out::Value(token)) => T::make(token),
            _ => T::make(&self.plain()),
        }
    }

    pub fn outcome<T: Value, R: Set>(&self) -> Outcome<T, R> {
        if let Reply::Out(Out::Error(which, token)) = &self.callback.reply
            && let Some(failure) = R::failure(*which, token)
        {
            return Err(failure);
        }
        Ok(self.value())
    }

    /// The same with the error out of its failure.
    pub fn result<T: Value, R: Set>(&self) -> Result<T, deferred::OneOf<R>> {
        self.outcome().map_err(deferred::Failure::into_error)
    }

    /// The value, or an error.
    pub fn result_of<T: Value>(&self) -> Result<T, E> {
        match &self.callback.reply {
            Reply::Out(Out::Error(_, token)) => Err(E::make(token)),
            _ => Ok(self.value()),
        }
    }

    /// A Deferred of the kind, from where the reply says.
    pub fn reply<K: Kind>(&self) -> Deferred<K::T, K::R> {
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
            _ => settled(self.outcome()),
        }
    }

    fn wait<K: Kind>(&self, at: u8) -> Deferred<K::T, K::R> {
        let (resolver, d) = K::pair();
        world().put_r(at, K::wrap_resolver(resolver), self.tie);
        d
    }
}
