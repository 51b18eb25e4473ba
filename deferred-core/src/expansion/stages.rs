//! The stages as methods of a point, which gives the callbacks their types. An editor shows these docs at the
//! keywords.

use super::callback::{Callback, Handler, Handling, Look};
use super::naming::{Named, Naming};
use super::point::Point;
use super::takes::Input;
use crate::deferred::Outcome;
use crate::diagnostics::{Query, Satisfied, ThisChain};
use crate::error::failure::Failure;
use crate::error::set::{ErrorSet, Errors, NotEmpty, OneOf, Spelled};
use crate::stages::{WithOutcome, WithoutOutcome};
use core::marker::PhantomData;

impl<T: 'static, R: ErrorSet> Point<T, R> {
    /// Goes on with the value, if the chain has one.
    ///
    /// The callback takes the value. It gives a value, a `Result` or a Deferred; the errors of those join the set. A
    /// failure passes by. Twisted: `addCallback`.
    #[inline]
    pub fn then<F, O>(self, callback: F) -> Callback<F, O, R>
    where
        F: FnOnce(T) -> O + 'static,
    {
        Callback { run: callback, gives: PhantomData }
    }

    /// Goes on either way: this half with the value, the other, behind `else`, with the failure.
    ///
    /// The callback takes the value. It gives a value, a `Result` or a Deferred; the errors of those are not handled by
    /// the other half. Twisted: `addCallbacks`.
    #[inline]
    pub fn then_or<F, O>(self, callback: F) -> Callback<F, O, ()>
    where
        F: FnOnce(T) -> O + 'static,
    {
        Callback { run: callback, gives: PhantomData }
    }

    /// Goes on with the failure, if the chain has one: the other half of `then`.
    ///
    /// The callback takes the [`Failure`](crate::Failure). It gives what the first half gives, a `Result` or a Deferred. After the pair
    /// only what the two halves raise can be in flight. Twisted: `addCallbacks`.
    #[inline]
    pub fn or_else<F, O>(self, callback: F) -> Callback<F, O, ()>
    where
        F: FnOnce(Failure<R>) -> O + 'static,
    {
        Callback { run: callback, gives: PhantomData }
    }

    /// Handles an error, or several: those that the handler's parameter names.
    ///
    /// The handler gives the value that the chain goes on with, or a `Result` or a Deferred of it. What it handles is no
    /// longer in flight; what else it raises joins the set. A value, and any other failure, passes by. Twisted:
    /// `addErrback` with `failure.trap`.
    #[inline]
    pub fn catch<E, F, O>(self, handler: F) -> Handler<F, E, O, R>
    where
        F: FnOnce(E) -> O + 'static,
    {
        Handler { run: handler, types: PhantomData }
    }

    /// The errors that a `catch` lists.
    #[inline]
    pub fn listing<E>(self) -> Listing<E, R> {
        Listing(PhantomData)
    }

    /// Handles whatever is in flight.
    ///
    /// The handler takes the [`Failure`](crate::Failure). It gives the value that the chain goes on with, or a `Result` or a Deferred
    /// of it. Only what it raises can be in flight after it. Twisted: `addErrback`.
    #[inline]
    pub fn catch_all<F, O>(self, handler: F) -> Callback<F, O, ()>
    where
        F: FnOnce(Failure<R>) -> O + 'static,
    {
        Callback { run: handler, gives: PhantomData }
    }

    /// Goes on with the outcome, whichever it is.
    ///
    /// The callback takes the [`Outcome`](crate::Outcome), a `Result` of the value or the failure. It gives a value, a `Result` or a
    /// Deferred. Only what it raises can be in flight after it. Twisted: `addBoth`.
    #[inline]
    pub fn both<F, O>(self, callback: F) -> Callback<F, O, ()>
    where
        F: FnOnce(Outcome<T, R>) -> O + 'static,
    {
        Callback { run: callback, gives: PhantomData }
    }

    /// Looks at the value, if the chain has one, and changes nothing.
    ///
    /// The callback takes a reference to it. A failure passes by.
    #[inline]
    pub fn inspect<F>(self, callback: F) -> Look<F, T>
    where
        F: FnOnce(&T) + 'static,
    {
        Look::new(callback)
    }

    /// Cleans up, exactly once, on every way out.
    ///
    /// The callback gives nothing, or a Deferred of nothing that is waited for. The result passes by; an error that the
    /// callback raises joins the set. Twisted: `addBoth` with a callback that gives back what it was given.
    #[inline]
    pub fn finally<F, O>(self, callback: F) -> Callback<WithoutOutcome<F>, O, R>
    where
        F: FnOnce() -> O + 'static,
    {
        Callback { run: WithoutOutcome(callback), gives: PhantomData }
    }

    /// Cleans up, exactly once, on every way out, with a look at the outcome if there is one.
    ///
    /// The callback gives nothing, or a Deferred of nothing that is waited for. The result passes by; an error that the
    /// callback raises joins the set. Twisted: `addBoth` with a callback that gives back what it was given.
    #[inline]
    pub fn finally_with<F, O>(self, callback: F) -> Callback<WithOutcome<F>, O, R>
    where
        F: FnOnce(Option<&Outcome<T, R>>) -> O + 'static,
    {
        Callback { run: WithOutcome(callback), gives: PhantomData }
    }

    /// An error that an arm names.
    #[inline]
    pub fn named<X>(self) -> Named<X, R> {
        Named::new()
    }

    /// An error that a handler names.
    #[inline]
    pub fn handled<X>(self) -> Handling<X, R> {
        Handling::new()
    }

    /// Any error that can be in flight: the parameter of a handler of `OneOf<_>`.
    #[inline]
    pub fn listing_all(self) -> Listing<OneOf<R>, R> {
        Listing(PhantomData)
    }

    /// The question of a `raises ?`, whose message says what is in flight.
    #[inline]
    pub fn hole(self) -> Query<ThisChain, R, T> {
        Query::new()
    }

    /// Whether there is something to handle.
    #[inline]
    pub fn errors(self) -> PhantomData<Errors<R>> {
        PhantomData
    }

    #[inline]
    pub fn set(self) -> PhantomData<R> {
        PhantomData
    }

    /// Says which errors can be in flight here: exactly these, in this order.
    ///
    /// After `at most` not all of them need be able to happen; `nothing` says that there is none. The compiler holds the
    /// chain to it.
    #[inline]
    pub fn naming<S>(self) -> Naming<T, R, S> {
        Naming::new()
    }
}

/// There is something to handle.
pub trait SomeErrors {
    type R;
    fn __query_some(self) -> Query<Satisfied, (), Self::R>;
}

impl<T, R> SomeErrors for Point<T, R>
where
    Errors<R>: NotEmpty,
{
    type R = R;

    #[inline]
    fn __query_some(self) -> Query<Satisfied, (), R> {
        Query::new()
    }
}

/// There is nothing to handle, as the next question says. Takes `self` by reference, so this is found after a set
/// with errors.
pub trait NoErrors {
    type R;
    fn __query_some(&self) -> Query<Satisfied, (), Self::R>;
}

impl<T, R: Spelled> NoErrors for Point<T, R> {
    type R = R;

    #[inline]
    fn __query_some(&self) -> Query<Satisfied, (), R> {
        Query::new()
    }
}

/// Whether there is something to handle is unknown. Takes `self` by mutable reference, so this is found last.
pub trait UnknownErrors {
    type R;
    fn __query_some(&mut self) -> Query<ThisChain, Self::R, ()>;
}

impl<T, R> UnknownErrors for Point<T, R> {
    type R = R;

    #[inline]
    fn __query_some(&mut self) -> Query<ThisChain, R, ()> {
        Query::new()
    }
}

/// A `catch` that lists its errors: a handler of them takes an `E`.
pub struct Listing<E, R>(PhantomData<fn(E) -> R>);

impl<E, R> Clone for Listing<E, R> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<E, R> Copy for Listing<E, R> {}

impl<E, R> Listing<E, R> {
    #[inline]
    pub fn handed(self) -> Input<E, R> {
        Input::new()
    }

    /// Handles one of the errors that are listed.
    ///
    /// The handler gives the value that the chain goes on with, or a `Result` or a Deferred of it. What it handles is no
    /// longer in flight; what else it raises joins the set. A value, and any other failure, passes by. Twisted:
    /// `addErrback` with `failure.trap`.
    #[inline]
    pub fn catch<F, O>(self, handler: F) -> Handler<F, E, O, R>
    where
        F: FnOnce(E) -> O + 'static,
    {
        Handler { run: handler, types: PhantomData }
    }
}
