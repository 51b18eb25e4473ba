//! Finds the member of a list of errors that a set does not have.
//!
//! One call finds it: each search derefs to one for a shorter beginning of the list, and method resolution takes
//! the first whose beginning is all there. The error behind that is missing.

use crate::diagnostics::{ErrorNamedTwice, Query, ThisChain};
use crate::error::set::{ErrorSet, Has};
use core::marker::PhantomData;
use core::ops::Deref;

/// The search for the first errors of `List` in `R`, one for each pair of parentheses in `Count`; `Shown` is the
/// set as the user knows it.
pub struct MissingSearch<List, R, Shown, Count = Sixteen>(PhantomData<fn() -> (List, R, Shown, Count)>);

type Four<Less> = ((((Less,),),),);

/// The largest number of errors.
pub type Sixteen = Four<Four<Four<Four<()>>>>;

impl<List, R, Shown> MissingSearch<List, R, Shown> {
    #[inline]
    pub(super) fn new() -> Self {
        MissingSearch(PhantomData)
    }
}

impl<List, R, Shown, Less> Deref for MissingSearch<List, R, Shown, (Less,)> {
    type Target = MissingSearch<List, R, Shown, Less>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &MissingSearch(PhantomData)
    }
}

/// That many errors at the beginning of the list are in the set `R`; the trait names the one behind them.
pub trait BeginsIn<R, Count, Indices> {
    type Missing;
}

impl<R, X, Rest> BeginsIn<R, (), ()> for (X, Rest) {
    type Missing = X;
}

/// All errors are there: one of them twice, or the question would not have been put.
impl<R> BeginsIn<R, (), ()> for () {
    type Missing = ErrorNamedTwice;
}

impl<R, X, Rest, Less, Index, Indices> BeginsIn<R, (Less,), (Index, Indices)> for (X, Rest)
where
    R: Has<X, Index>,
    Rest: BeginsIn<R::Rest, Less, Indices>,
{
    type Missing = Rest::Missing;
}

/// That many errors are there, and not one more.
pub trait Misses<Indices> {
    type Missing;
    type Shown;
    fn __missing(&self) -> Query<ThisChain, Self::Missing, Self::Shown>;
}

impl<List, R, Shown, Count, Indices> Misses<Indices> for MissingSearch<List, R, Shown, Count>
where
    R: ErrorSet,
    List: BeginsIn<R, Count, Indices>,
{
    type Missing = List::Missing;
    type Shown = Shown;

    #[inline]
    fn __missing(&self) -> Query<ThisChain, List::Missing, Shown> {
        Query::new()
    }
}

impl<Verdict, X, T> Query<Verdict, X, T> {
    /// The missing error is known already.
    #[inline]
    pub fn __missing(self) -> Self {
        self
    }
}
