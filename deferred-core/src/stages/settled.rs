//! What a step comes to: an outcome now, or one that will be there later.

use crate::cast::cast;
use crate::deferred::{Deferred, Outcome};
use crate::failure::Failure;
use crate::history::Cause;
use crate::set::{ErrorSet, HasAll, Never};
use core::marker::PhantomData;

/// An outcome now, or something that waits for one.
#[doc(hidden)]
pub enum Settled<U, To: ErrorSet, L> {
    Now(Outcome<U, To>),
    Later(L),
}

/// Something that waits for an outcome.
#[doc(hidden)]
pub trait Later<U: 'static, To: ErrorSet>: Sized + 'static {
    /// Goes on with `rest` when the outcome is there.
    fn go<V: 'static, S: ErrorSet, K>(self, rest: K) -> Deferred<V, S>
    where
        K: FnOnce(Outcome<U, To>) -> Deferred<V, S> + 'static;

    /// The end of the chain: what waits is handed on as it is, so that a loop of such ends stays one link long.
    fn end(self) -> Deferred<U, To>;
}

impl<U: 'static, To: ErrorSet, L: Later<U, To>> Settled<U, To, L> {
    /// Goes on with `rest`.
    #[inline]
    pub fn go<V: 'static, S: ErrorSet, K>(self, rest: K) -> Deferred<V, S>
    where
        K: FnOnce(Outcome<U, To>) -> Deferred<V, S> + 'static,
    {
        match self {
            Settled::Now(outcome) => rest(outcome),
            Settled::Later(later) => later.go(rest),
        }
    }

    /// The end of the chain.
    #[inline]
    pub fn end(self) -> Deferred<U, To> {
        match self {
            Settled::Now(outcome) => Deferred::ready(outcome),
            Settled::Later(later) => later.end(),
        }
    }

    /// What fails here replaced `cause`.
    #[inline]
    pub(crate) fn because(self, cause: Option<Cause>) -> Self {
        match (self, cause) {
            (Settled::Now(Err(failure)), Some(cause)) => Settled::Now(Err(failure.replacing(cause))),
            (settled, _) => settled,
        }
    }
}

/// Nothing that a synchronous callback gives waits.
impl<U: 'static, To: ErrorSet> Later<U, To> for Never {
    #[inline]
    fn go<V: 'static, S: ErrorSet, K>(self, _: K) -> Deferred<V, S>
    where
        K: FnOnce(Outcome<U, To>) -> Deferred<V, S> + 'static,
    {
        match self {}
    }

    #[inline]
    fn end(self) -> Deferred<U, To> {
        match self {}
    }
}

/// A Deferred that a callback gave, with the chain's own set.
impl<U: 'static, R: ErrorSet> Later<U, R> for Deferred<U, R> {
    #[inline]
    fn go<V: 'static, S: ErrorSet, K>(self, rest: K) -> Deferred<V, S>
    where
        K: FnOnce(Outcome<U, R>) -> Deferred<V, S> + 'static,
    {
        self.feed_other(rest)
    }

    #[inline]
    fn end(self) -> Deferred<U, R> {
        self
    }
}

/// A Deferred that a callback gave, whose errors are `Places` in the chain's set.
#[doc(hidden)]
pub struct Waiting<U: 'static, Xs: ErrorSet, Places> {
    pub(super) deferred: Deferred<U, Xs>,
    pub(super) places: PhantomData<fn() -> Places>,
}

impl<U: 'static, Xs: ErrorSet, Places: 'static, To> Later<U, To> for Waiting<U, Xs, Places>
where
    To: HasAll<Xs::List, Places>,
{
    #[inline]
    fn go<V: 'static, S: ErrorSet, K>(self, rest: K) -> Deferred<V, S>
    where
        K: FnOnce(Outcome<U, To>) -> Deferred<V, S> + 'static,
    {
        self.deferred.feed_other(move |outcome| rest(outcome.map_err(Failure::widen)))
    }

    #[inline]
    fn end(self) -> Deferred<U, To> {
        match cast::<Deferred<U, Xs>, Deferred<U, To>>(self.deferred) {
            Ok(same) => same,
            Err(deferred) => deferred.feed_other(|outcome| Deferred::ready(outcome.map_err(Failure::widen))),
        }
    }
}
