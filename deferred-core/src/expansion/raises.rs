//! `raises`: whether the errors that it names are those that can be in flight.

use super::missing::MissingSearch;
use super::point::Point;
use crate::diagnostics::{Query, Satisfied};
use crate::error::failure::Failure;
use crate::error::set::{ErrorSet, HasAll, OnlyHappening};
use core::marker::PhantomData;

/// The chain carries a `T`, unless one of the errors `R` is in flight; a `raises` names `S`.
pub struct Naming<T, R, S>(PhantomData<fn() -> (T, R, S)>);

impl<T, R, S> Clone for Naming<T, R, S> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, R, S> Copy for Naming<T, R, S> {}

impl<T, R, S> Naming<T, R, S> {
    #[inline]
    pub(super) fn new() -> Self {
        Naming(PhantomData)
    }
}

impl<T: 'static, R, S: ErrorSet> Naming<T, R, S> {
    /// The point after it: the same value, the errors that were named.
    #[inline]
    pub fn carries(self) -> Point<T, S> {
        Point::new()
    }
}

/// A `raises` that is true. `Indices` are those of the errors in it.
pub struct Raising<T, S, Indices>(PhantomData<fn() -> (T, S, Indices)>);

/// What a `raises` makes of a failure. Asked of the `raises` itself, so that nothing is said of one that is wrong.
pub trait Raises<R: ErrorSet> {
    type To: ErrorSet;
    fn widen(failure: Failure<R>) -> Failure<Self::To>;
}

impl<T, R: ErrorSet, S: HasAll<R::List, Indices>, Indices> Raises<R> for Raising<T, S, Indices> {
    type To = S;

    #[inline]
    fn widen(failure: Failure<R>) -> Failure<S> {
        failure.widen()
    }
}

/// It names all that can be in flight.
pub trait NamesEach<Indices> {
    type S;
    type Raising;
    fn __query(self) -> Query<Satisfied, Self::S>;
    fn __raising(self) -> Self::Raising;
}

impl<T, R: ErrorSet, S: HasAll<R::List, Indices>, Indices> NamesEach<Indices> for Naming<T, R, S> {
    type S = S;
    type Raising = Raising<T, S, Indices>;

    #[inline]
    fn __query(self) -> Query<Satisfied, S> {
        Query::new()
    }

    #[inline]
    fn __raising(self) -> Self::Raising {
        Raising(PhantomData)
    }
}

/// It does not name all: what is missing is looked for. Found last, since it takes `self` by reference.
pub trait NamesTooLittle {
    type Missing;
    fn __query(&self) -> Self::Missing;
    fn __raising<Unknown>(&self) -> Unknown;
}

impl<T, R: ErrorSet, S: ErrorSet> NamesTooLittle for Naming<T, R, S> {
    type Missing = MissingSearch<R::List, S, S>;

    #[inline]
    fn __query(&self) -> Self::Missing {
        MissingSearch::new()
    }

    fn __raising<Unknown>(&self) -> Unknown {
        unreachable!("does not compile where it is found")
    }
}

/// The error `X`, which a `raises` names where the errors `R` can be in flight.
pub struct Named<X, R>(PhantomData<fn(X) -> R>);

impl<X, R> Named<X, R> {
    #[inline]
    pub(super) fn new() -> Self {
        Named(PhantomData)
    }
}

/// It can be in flight.
pub trait CanHappen<Index> {
    type R;
    fn __query(self) -> Query<Satisfied, Self::R>;
}

impl<X, R: OnlyHappening<(X, ()), (Index, ())>, Index> CanHappen<Index> for Named<X, R>
where
    X: core::fmt::Debug + 'static,
{
    type R = R;

    #[inline]
    fn __query(self) -> Query<Satisfied, R> {
        Query::new()
    }
}

/// It cannot. Found last, since it takes `self` by reference.
pub trait CannotHappen {
    type X;
    type R;
    fn __query(&self) -> Query<Self::X, Self::R>;
}

impl<X, R> CannotHappen for Named<X, R> {
    type X = X;
    type R = R;

    #[inline]
    fn __query(&self) -> Query<X, R> {
        Query::new()
    }
}
