//! `raises`: compares the errors that it names with those that can be in flight.

use super::missing::MissingSearch;
use super::point::Point;
use crate::diagnostics::{Proof, Query, Satisfied, ThisChain};
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
    /// The point after the stage: the same value, with the errors that were named.
    #[inline]
    pub fn carries(self) -> Point<T, S> {
        Point::new()
    }

    /// That the named type is a set.
    #[inline]
    pub fn __is_set(self) -> Proof {
        Proof
    }
}

impl<T, R, S: Spelled> Naming<T, R, S> {
    /// The errors that it names, one by one.
    #[inline]
    pub fn __members(self) -> NamedErrors<S::List, R> {
        NamedErrors(PhantomData)
    }
}

/// The errors that a `raises` names, from the first to the last, where the errors `R` can be in flight.
pub struct NamedErrors<Xs, R>(PhantomData<fn(Xs) -> R>);

impl<X, Xs, R> NamedErrors<(X, Xs), R> {
    #[inline]
    pub fn first(&self) -> Named<X, R> {
        Named::new()
    }

    #[inline]
    pub fn rest(self) -> NamedErrors<Xs, R> {
        NamedErrors(PhantomData)
    }
}

/// The named type is no set, as the compiler has said. Takes `self` by reference, so this is found last.
pub trait NamesNoSet {
    fn __members<Unknown>(&self) -> Unknown;
    fn carries<Unknown>(&self) -> Unknown;
    fn __is_set<Unknown>(&self) -> Unknown;
}

impl<T, R, S> NamesNoSet for Naming<T, R, S> {
    fn __members<Unknown>(&self) -> Unknown {
        unreachable!("does not compile where it is found")
    }

    fn carries<Unknown>(&self) -> Unknown {
        unreachable!("does not compile where it is found")
    }

    fn __is_set<Unknown>(&self) -> Unknown {
        unreachable!("does not compile where it is found")
    }
}

/// A `raises` that is true. `Indices` are the places of its errors.
pub struct Raising<T, S, Indices>(pub(super) PhantomData<fn() -> (T, S, Indices)>);

/// Converts a failure to the set of a `raises`. The method is on the `raises` itself, so that the compiler says
/// nothing of one that is wrong.
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

/// Something is in flight, as the compiler has said. Takes `self` by reference, so this is found last.
pub trait NamesNoneOfSome {
    fn __raising_nothing<Unknown>(&self) -> Unknown;
}

impl<T, R> NamesNoneOfSome for Naming<T, R, ()> {
    fn __raising_nothing<Unknown>(&self) -> Unknown {
        unreachable!("does not compile where it is found")
    }
}

/// The `raises` names all errors that can be in flight.
pub trait NamesEach<Indices> {
    type S;
    type Raising;
    fn __query_each(self) -> Query<Satisfied, (), Self::S>;
    fn __raising(self) -> Self::Raising;
}

impl<T, R: ErrorSet, S: HasAll<R::List, Indices>, Indices> NamesEach<Indices> for Naming<T, R, S> {
    type S = S;
    type Raising = Raising<T, S, Indices>;

    #[inline]
    fn __query_each(self) -> Query<Satisfied, (), S> {
        Query::new()
    }

    #[inline]
    fn __raising(self) -> Self::Raising {
        Raising(PhantomData)
    }
}

/// The `raises` does not name all: looks for the missing one. Takes `self` by reference, so this is found after a
/// true one.
pub trait NamesTooLittle {
    type Missing;
    fn __query_each(&self) -> Self::Missing;
    fn __raising<Unknown>(&self) -> Unknown;
}

impl<T, R: Spelled, S: ErrorSet> NamesTooLittle for Naming<T, R, S> {
    type Missing = MissingSearch<R::List, S, S>;

    #[inline]
    fn __query_each(&self) -> Self::Missing {
        MissingSearch::new()
    }

    fn __raising<Unknown>(&self) -> Unknown {
        unreachable!("does not compile where it is found")
    }
}

/// The errors in flight are unknown, so all of them are missing. Takes `self` by mutable reference, so this is
/// found last.
pub trait NamesUnknown {
    type R;
    type S;
    fn __query_each(&mut self) -> Query<ThisChain, Self::R, Self::S>;
    fn __raising<Unknown>(&mut self) -> Unknown;
}

impl<T, R, S> NamesUnknown for Naming<T, R, S> {
    type R = R;
    type S = S;

    #[inline]
    fn __query_each(&mut self) -> Query<ThisChain, R, S> {
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

/// The error can be in flight.
pub trait CanHappen<Index> {
    type R;
    fn __query_happens(self) -> Query<Satisfied, (), Self::R>;
}

impl<X, R: Has<X, Index>, Index> CanHappen<Index> for Named<X, R> {
    type R = R;

    #[inline]
    fn __query_happens(self) -> Query<Satisfied, (), R> {
        Query::new()
    }
}

/// The error cannot be in flight. Takes `self` by reference, so this is found after one that can.
pub trait CannotHappen {
    type X;
    type R;
    fn __query_happens(&self) -> Query<ThisChain, Self::X, Self::R>;
}

impl<X, R: Spelled> CannotHappen for Named<X, R> {
    type X = X;
    type R = R;

    #[inline]
    fn __query_happens(&self) -> Query<ThisChain, X, R> {
        Query::new()
    }
}

/// The errors in flight are unknown, which is said of the whole `raises`. Takes `self` by mutable reference, so
/// this is found last.
pub trait MayHappen {
    type R;
    fn __query_happens(&mut self) -> Query<Satisfied, (), Self::R>;
}

impl<X, R> MayHappen for Named<X, R> {
    type R = R;

    #[inline]
    fn __query_happens(&mut self) -> Query<Satisfied, (), R> {
        Query::new()
    }
}
