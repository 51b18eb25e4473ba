//! `raises`: whether the errors that it names are those that can be in flight.

use super::missing::MissingSearch;
use super::point::Point;
use crate::diagnostics::{Query, Satisfied, ThisChain};
use crate::error::failure::Failure;
use crate::error::set::{ErrorSet, Has, HasAll, NothingInFlight, Spelled};
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

/// What it names is no set, which was said already. Found last, since it takes `self` by reference.
pub trait NamesNoSet {
    fn carries<Unknown>(&self) -> Unknown;
}

impl<T, R, S> NamesNoSet for Naming<T, R, S> {
    fn carries<Unknown>(&self) -> Unknown {
        unreachable!("does not compile where it is found")
    }
}

/// A `raises` that is true. `Indices` are those of the errors in it.
pub struct Raising<T, S, Indices>(pub(super) PhantomData<fn() -> (T, S, Indices)>);

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

/// A `raises nothing` that is true.
pub struct RaisingNothing<T>(pub(super) PhantomData<fn() -> T>);

impl<T, R: NothingInFlight> Raises<R> for RaisingNothing<T> {
    type To = ();

    #[inline]
    fn widen(failure: Failure<R>) -> Failure<()> {
        let (value, _) = failure.unpack();
        R::none(value)
    }
}

/// Nothing is in flight.
pub trait NamesNothing {
    type Raising;
    fn __raising_nothing(self) -> Self::Raising;
}

impl<T, R: NothingInFlight> NamesNothing for Naming<T, R, ()> {
    type Raising = RaisingNothing<T>;

    #[inline]
    fn __raising_nothing(self) -> RaisingNothing<T> {
        RaisingNothing(PhantomData)
    }
}

/// Something is, which was said already. Found last, since it takes `self` by reference.
pub trait NamesNoneOfSome {
    fn __raising_nothing<Unknown>(&self) -> Unknown;
}

impl<T, R> NamesNoneOfSome for Naming<T, R, ()> {
    fn __raising_nothing<Unknown>(&self) -> Unknown {
        unreachable!("does not compile where it is found")
    }
}

/// It names all that can be in flight.
pub trait NamesEach<Indices> {
    type S;
    type Raising;
    fn __query(self) -> Query<Satisfied, (), Self::S>;
    fn __raising(self) -> Self::Raising;
}

impl<T, R: ErrorSet, S: HasAll<R::List, Indices>, Indices> NamesEach<Indices> for Naming<T, R, S> {
    type S = S;
    type Raising = Raising<T, S, Indices>;

    #[inline]
    fn __query(self) -> Query<Satisfied, (), S> {
        Query::new()
    }

    #[inline]
    fn __raising(self) -> Self::Raising {
        Raising(PhantomData)
    }
}

/// It does not name all: what is missing is looked for. Found after that, since it takes `self` by reference.
pub trait NamesTooLittle {
    type Missing;
    fn __query(&self) -> Self::Missing;
    fn __raising<Unknown>(&self) -> Unknown;
}

impl<T, R: Spelled, S: ErrorSet> NamesTooLittle for Naming<T, R, S> {
    type Missing = MissingSearch<R::List, S, S>;

    #[inline]
    fn __query(&self) -> Self::Missing {
        MissingSearch::new()
    }

    fn __raising<Unknown>(&self) -> Unknown {
        unreachable!("does not compile where it is found")
    }
}

/// What can be in flight is not known, so all of it is missing. Found last, since it takes `self` by mutable reference.
pub trait NamesUnknown {
    type R;
    type S;
    fn __query(&mut self) -> Query<ThisChain, Self::R, Self::S>;
    fn __raising<Unknown>(&mut self) -> Unknown;
}

impl<T, R, S> NamesUnknown for Naming<T, R, S> {
    type R = R;
    type S = S;

    #[inline]
    fn __query(&mut self) -> Query<ThisChain, R, S> {
        Query::new()
    }

    fn __raising<Unknown>(&mut self) -> Unknown {
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
    fn __query(self) -> Query<Satisfied, (), Self::R>;
}

impl<X, R: Has<X, Index>, Index> CanHappen<Index> for Named<X, R> {
    type R = R;

    #[inline]
    fn __query(self) -> Query<Satisfied, (), R> {
        Query::new()
    }
}

/// It cannot. Found after that, since it takes `self` by reference.
pub trait CannotHappen {
    type X;
    type R;
    fn __query(&self) -> Query<ThisChain, Self::X, Self::R>;
}

impl<X, R: Spelled> CannotHappen for Named<X, R> {
    type X = X;
    type R = R;

    #[inline]
    fn __query(&self) -> Query<ThisChain, X, R> {
        Query::new()
    }
}

/// What can happen is not known, which is said of the whole `raises`. Found last, since it takes `self` by mutable reference.
pub trait MayHappen {
    type R;
    fn __query(&mut self) -> Query<Satisfied, (), Self::R>;
}

impl<X, R> MayHappen for Named<X, R> {
    type R = R;

    #[inline]
    fn __query(&mut self) -> Query<Satisfied, (), R> {
        Query::new()
    }
}
