//! Checks that a set that was declared or named has each error once: a handler of a duplicate could take it at
//! either place.
//!
//! One call finds a duplicate: the search derefs to the search among the errors after the first, and method
//! resolution takes the first error that also stands among the others.

use super::naming::Naming;
use super::point::Point;
use crate::diagnostics::{Query, Satisfied, ThisChain};
use crate::error::set::sum::{After, First};
use crate::error::set::{ErrorSet, Spelled};
use core::marker::PhantomData;
use core::ops::Deref;

/// The search among the errors `List` of the set `Shown`.
pub struct DuplicateSearch<List, Shown>(PhantomData<fn() -> (List, Shown)>);

impl<List, Shown> DuplicateSearch<List, Shown> {
    #[inline]
    fn new() -> Self {
        DuplicateSearch(PhantomData)
    }
}

impl<X, Rest, Shown> Deref for DuplicateSearch<(X, Rest), Shown> {
    type Target = DuplicateSearch<Rest, Shown>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &DuplicateSearch(PhantomData)
    }
}

/// The errors that were declared of the source.
pub trait DeclaresEach {
    type Search;
    fn __duplicates(self) -> Self::Search;
}

/// For a type parameter whose bound says that it is a set, the compiler does not look at the members.
impl<T, X, Rest, R> DeclaresEach for Point<T, R>
where
    R: Spelled + ErrorSet<List = (X, Rest)>,
{
    type Search = DuplicateSearch<(X, Rest), R>;

    #[inline]
    fn __duplicates(self) -> Self::Search {
        DuplicateSearch::new()
    }
}

/// Only the caller of a generic function knows the errors. Takes `self` by reference, so this is found last.
pub trait DeclaresAny {
    type Search;
    fn __duplicates(&self) -> Self::Search;
}

impl<T, R> DeclaresAny for Point<T, R> {
    type Search = DuplicateSearch<(), R>;

    #[inline]
    fn __duplicates(&self) -> Self::Search {
        DuplicateSearch::new()
    }
}

impl<T: 'static, R: ErrorSet> Point<T, R> {
    /// Never called: see [`Known`](super::Known). Returns a reference, since the set may have an uninhabited error,
    /// and code after a value of that would be called unreachable.
    pub fn some_errors(self) -> &'static R {
        unreachable!("only its type is looked at")
    }
}

impl<T, R, S: ErrorSet> Naming<T, R, S> {
    /// The errors that are named.
    #[inline]
    pub fn __duplicates(&self) -> DuplicateSearch<S::List, S> {
        DuplicateSearch::new()
    }
}

/// The error stands in the list.
pub trait StandsIn<List, Index> {}

impl<X, Rest> StandsIn<(X, Rest), First> for X {}

impl<X: StandsIn<Rest, Index>, Other, Rest, Index> StandsIn<(Other, Rest), After<Index>> for X {}

/// The first error also stands among the others.
pub trait Twice<Index> {
    type X;
    type Shown;
    fn __query_once(&self) -> Query<ThisChain, Self::X, Self::Shown>;
}

impl<X: StandsIn<Rest, Index>, Rest, Shown, Index> Twice<Index> for DuplicateSearch<(X, Rest), Shown> {
    type X = X;
    type Shown = Shown;

    #[inline]
    fn __query_once(&self) -> Query<ThisChain, X, Shown> {
        Query::new()
    }
}

impl<Shown> DuplicateSearch<(), Shown> {
    /// No error is left to compare.
    #[inline]
    pub fn __query_once(&self) -> Query<Satisfied, (), Shown> {
        Query::new()
    }
}
