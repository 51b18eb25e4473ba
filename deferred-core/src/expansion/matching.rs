//! `match_error!`: matches an error, by an arm for each member of its set.
//!
//! The arms are compared with the set as a `raises` that names the same errors is.

use super::point::Point;
use crate::diagnostics::{Query, Satisfied, ThisChain};
use crate::error::failure::Failure;
use crate::error::set::{ErrorSet, OneOf};

/// The value that is matched. The field is private: outside of this module the compiler does not see that an error
/// is uninhabited, and warns of no code after it.
pub struct Matched<E>(E);

#[inline]
pub fn matched<E>(error: E) -> Matched<E> {
    Matched(error)
}

impl<R: ErrorSet> Matched<OneOf<R>> {
    #[inline]
    pub fn __query_matched(&self) -> Query<Satisfied, (), ()> {
        Query::new()
    }

    #[inline]
    pub fn __errors(&self) -> Point<(), R> {
        Point::new()
    }

    #[inline]
    pub fn __error(self) -> OneOf<R> {
        self.0
    }
}

impl<R: ErrorSet> Matched<Failure<R>> {
    #[inline]
    pub fn __query_matched(&self) -> Query<Satisfied, (), ()> {
        Query::new()
    }

    #[inline]
    pub fn __errors(&self) -> Point<(), R> {
        Point::new()
    }

    #[inline]
    pub fn __error(self) -> OneOf<R> {
        self.0.into_error()
    }
}

/// The value is no error of a set. Takes `self` by mutable reference, so this is found last.
pub trait MatchesNoError {
    type Given;
    fn __query_matched(&mut self) -> Query<ThisChain, Self::Given, ()>;
    fn __errors<Unknown>(&mut self) -> Unknown;
    fn __error<Unknown>(&mut self) -> Unknown;
}

impl<E> MatchesNoError for Matched<E> {
    type Given = E;

    fn __query_matched(&mut self) -> Query<ThisChain, E, ()> {
        Query::new()
    }

    fn __errors<Unknown>(&mut self) -> Unknown {
        unreachable!("does not compile where it is found")
    }

    fn __error<Unknown>(&mut self) -> Unknown {
        unreachable!("does not compile where it is found")
    }
}

/// Every error has had its arm.
#[inline]
pub fn nothing_left(error: OneOf<()>) -> ! {
    error.cannot_be()
}
