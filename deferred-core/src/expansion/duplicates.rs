//! Whether a set that was declared, or is named, has each error once. If it has one twice, a handler could take it at either place.
//!
//! The macro calls `__next()` once for each member that there could be; each step is found as in [`union`](super::union).

use super::point::Point;
use super::raises::Naming;
use crate::diagnostics::{Query, Satisfied, ThisChain};
use crate::error::set::sum::{After, First};
use crate::error::set::{ErrorSet, List};
use core::marker::PhantomData;

/// The errors `List` of the set `Shown` are still to be compared.
pub struct DuplicateSearch<List, Shown>(PhantomData<fn() -> (List, Shown)>);

impl<List, Shown> DuplicateSearch<List, Shown> {
    #[inline]
    fn new() -> Self {
        DuplicateSearch(PhantomData)
    }
}

impl<T: 'static, R: ErrorSet> Point<T, R> {
    /// The errors that were declared of the source.
    #[inline]
    pub fn duplicates(self) -> DuplicateSearch<R::List, R> {
        DuplicateSearch::new()
    }

    /// Never called: see [`Known`](super::Known). By reference, for the set may have an error that cannot be, and then what comes after it
    /// would be called unreachable.
    pub fn some_errors(self) -> &'static R {
        unreachable!("only its type is looked at")
    }
}

impl<Shown> DuplicateSearch<(), Shown> {
    /// None is left.
    #[inline]
    pub fn __next(self) -> Self {
        self
    }
}

impl<T, R, S: ErrorSet> Naming<T, R, S> {
    /// The errors that are named.
    #[inline]
    pub fn duplicates(&self) -> DuplicateSearch<S::List, S> {
        DuplicateSearch::new()
    }
}

/// The error stands in the list.
pub trait StandsIn<List, Index> {}

impl<X, Rest> StandsIn<(X, Rest), First> for X {}

impl<X: StandsIn<Rest, Index>, Other, Rest, Index> StandsIn<(Other, Rest), After<Index>> for X {}

/// The first stands among the others too.
pub trait Twice<Index> {
    type Query;
    fn __next(self) -> Self::Query;
}

impl<X: StandsIn<Rest, Index>, Rest, Shown, Index> Twice<Index> for DuplicateSearch<(X, Rest), Shown> {
    type Query = Query<ThisChain, X, Shown>;

    #[inline]
    fn __next(self) -> Query<ThisChain, X, Shown> {
        Query::new()
    }
}

/// It does not. Found after that, since it takes `self` by reference.
pub trait Once {
    type Next;
    fn __next(&self) -> Self::Next;
}

impl<X, Rest, Shown> Once for DuplicateSearch<(X, Rest), Shown> {
    type Next = DuplicateSearch<Rest, Shown>;

    #[inline]
    fn __next(&self) -> Self::Next {
        DuplicateSearch::new()
    }
}

/// Which errors these are, only the caller of a generic function knows. Found last, since it takes `self` by mutable reference.
pub trait OfAnySet: Sized {
    type Next;
    fn __next(&mut self) -> Self::Next;
}

impl<Any: List, Shown> OfAnySet for DuplicateSearch<Any, Shown> {
    type Next = DuplicateSearch<(), Shown>;

    #[inline]
    fn __next(&mut self) -> Self::Next {
        DuplicateSearch::new()
    }
}

impl<Shown> DuplicateSearch<(), Shown> {
    #[inline]
    pub fn __query(self) -> Query<Satisfied, (), Shown> {
        Query::new()
    }
}
