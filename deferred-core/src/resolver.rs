//! The side that fires.

use crate::cell::Firing;
use crate::deferred::Outcome;
use crate::failure::Failure;
use crate::history::Trace;
use crate::set::sum::Sum;
use crate::set::{ErrorSet, FailsWith, InFlight, Value};
use crate::site::{Site, Stage};
use crate::unhandled;
use alloc::boxed::Box;
use core::error::Error;
use core::fmt::{self, Debug, Display};

/// The right to fire a [`Deferred`](crate::Deferred), once.
///
/// Firing takes the resolver, so a second fire does not compile. Callbacks
/// that wait run before [`succeed`](Resolver::succeed) or
/// [`fail`](Resolver::fail) returns; if one panics, the panic goes on into
/// whoever fired. Where callbacks fire one another more than 64 levels deep,
/// the rest waits until the outermost of them is done, and such a panic goes
/// on there.
///
/// A resolver stays on its thread, as its Deferred does. A result that comes from another thread goes through whatever
/// the program's loop has for that: a channel that the loop reads, or a task, as in
/// [`Deferred::from_future`](crate::Deferred::from_future).
///
/// Dropped unfired, the chain is *abandoned*. If [`Abandoned`] is in `R`, it
/// gets that; otherwise its callbacks are dropped (each `finally` still runs),
/// and the abandonment is [reported](crate::unhandled) with where the pair was made.
///
/// Twisted: `Deferred.callback` and `Deferred.errback`.
#[must_use = "a resolver that is dropped unfired abandons its Deferred [E-resolver-ignored]"]
#[doc(alias("callback", "errback"))]
pub struct Resolver<T: 'static, R: ErrorSet = ()> {
    /// `None` only once fired.
    firing: Option<Firing<Outcome<T, R>>>,
}

impl<T: 'static, R: ErrorSet> Resolver<T, R> {
    #[inline]
    pub(crate) fn new(firing: Firing<Outcome<T, R>>) -> Self {
        Resolver { firing: Some(firing) }
    }

    #[inline]
    pub(crate) fn into_firing(mut self) -> Firing<Outcome<T, R>> {
        self.firing.take().expect("firing takes the resolver")
    }

    /// Fires with a value. Twisted: `callback`.
    #[inline]
    pub fn succeed(self, value: T) {
        self.into_firing().fire(Ok(value));
    }

    /// Fires with an error of the set. Twisted: `errback`.
    #[inline]
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn fail<X, Which>(self, error: X) where InFlight<R>: FailsWith<X, Which, Set = R> {
        let failure = Failure::pack(InFlight::<R>::value(error), Trace::at(Site::here(Stage::Resolver)));
        self.into_firing().fire(Err(failure));
    }

    /// Fires with an outcome that somebody has in hand.
    #[inline]
    pub fn resolve(self, outcome: Outcome<T, R>) {
        self.into_firing().fire(outcome.map_err(Failure::in_flight));
    }

    /// Fires with what `result` is: its value, or its error.
    #[inline]
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn resolve_with<X, Which>(self, result: Result<T, X>) where InFlight<R>: FailsWith<X, Which, Set = R> {
        match result {
            Ok(value) => self.succeed(value),
            Err(error) => self.fail(error),
        }
    }
}

impl<T: 'static, R: ErrorSet> Drop for Resolver<T, R> {
    #[inline]
    fn drop(&mut self) {
        if let Some(firing) = self.firing.take() {
            abandon(firing);
        }
    }
}

#[cold]
fn abandon<T: 'static, R: ErrorSet>(firing: Firing<Outcome<T, R>>) {
    if !firing.is_awaited() {
        return;
    }
    let made = Site::at(firing.made(), Stage::Pending);
    match Value::<R>::from_any(Box::new(Abandoned)) {
        Some(value) => firing.fire(Err(Failure::pack(value, Trace::at(made)))),
        None => {
            unhandled::abandoned(made);
            drop(firing);
        }
    }
}

impl<T: 'static, R: ErrorSet> Debug for Resolver<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Resolver")
    }
}

/// The resolver was dropped unfired: what a chain gets that has this among its errors.
///
/// ```
/// use deferred::{Abandoned, Deferred, chain, testing};
///
/// let (resolver, d) = Deferred::<u8, (Abandoned,)>::pending();
/// let d = chain! { d; catch |_: Abandoned| 0 };
/// drop(resolver);
/// assert_eq!(testing::success_result_of(d), 0);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Abandoned;

impl Display for Abandoned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the resolver was dropped unfired")
    }
}

impl Error for Abandoned {}
