//! Which member of a list of errors a set does not have.
//!
//! The macro calls `__next()` once for each member that there could be; each step is found as in [`union`](super::union).

use crate::diagnostics::{ErrorNamedTwice, Query, ThisChain};
use crate::error::set::{ErrorSet, Has};
use core::marker::PhantomData;

/// `List` is still to be looked for in `R`; the set as the user knows it is `Shown`.
pub struct MissingSearch<List, R, Shown>(PhantomData<fn() -> (List, R, Shown)>);

impl<List, R, Shown> MissingSearch<List, R, Shown> {
    #[inline]
    pub(super) fn new() -> Self {
        MissingSearch(PhantomData)
    }
}

impl<R, Shown> MissingSearch<(), R, Shown> {
    /// All are there: one of them twice, or the question would not have been put.
    #[inline]
    pub fn __next(self) -> Self {
        self
    }

    #[inline]
    pub fn __query(self) -> Query<ThisChain, ErrorNamedTwice, Shown> {
        Query::new()
    }
}

/// The set has the first of them.
pub trait Found<Index> {
    type Next;
    fn __next(self) -> Self::Next;
}

impl<X, Rest, R: Has<X, Index>, Shown, Index> Found<Index> for MissingSearch<(X, Rest), R, Shown> {
    type Next = MissingSearch<Rest, R::Rest, Shown>;

    #[inline]
    fn __next(self) -> Self::Next {
        MissingSearch::new()
    }
}

/// It has not. Found last, since it takes `self` by reference.
pub trait NotFound {
    type Next;
    fn __next(&self) -> Self::Next;
}

impl<X, Rest, R: ErrorSet, Shown> NotFound for MissingSearch<(X, Rest), R, Shown> {
    type Next = Missing<X, Shown>;

    #[inline]
    fn __next(&self) -> Self::Next {
        Missing(PhantomData)
    }
}

/// The error `X` is missing.
pub struct Missing<X, Shown>(PhantomData<fn() -> (X, Shown)>);

impl<X, Shown> Missing<X, Shown> {
    #[inline]
    pub fn __next(self) -> Self {
        self
    }

    #[inline]
    pub fn __query(self) -> Query<ThisChain, X, Shown> {
        Query::new()
    }
}

impl<Verdict, X, T> Query<Verdict, X, T> {
    /// It is known already.
    #[inline]
    pub fn __next(self) -> Self {
        self
    }

    #[inline]
    pub fn __query(self) -> Self {
        self
    }
}
