//! Whether a set that was declared, or is named, has each error once. If it has one twice, a handler could take it at either place.
//!
//! The macro calls `__next()` once for each member that there could be; each step is found as in [`union`](super::union).

use super::point::Point;
use super::raising::Naming;
use crate::rules::{Asked, Yes};
use crate::set::sum::{After, First};
use crate::set::{ErrorSet, List};
use core::marker::PhantomData;

/// The errors `List` of the set `Shown` are still to be compared.
pub struct Distinct<List, Shown>(PhantomData<fn() -> (List, Shown)>);

impl<List, Shown> Distinct<List, Shown> {
    #[inline]
    fn new() -> Self {
        Distinct(PhantomData)
    }
}

impl<T: 'static, R: ErrorSet> Point<T, R> {
    /// The errors that were declared of the source.
    #[inline]
    pub fn declared(self) -> Distinct<R::List, R> {
        Distinct::new()
    }

    /// Never called: see [`Known`](super::Known).
    pub fn some_errors(self) -> R {
        unreachable!("only its type is looked at")
    }
}

impl<Shown> Distinct<(), Shown> {
    /// None is left.
    #[inline]
    pub fn __next(self) -> Self {
        self
    }
}

impl<T, R, S: ErrorSet> Naming<T, R, S> {
    /// The errors that are named.
    #[inline]
    pub fn declared(&self) -> Distinct<S::List, S> {
        Distinct::new()
    }
}

/// The error stands in the list.
pub trait StandsIn<List, Place> {}

impl<X, Rest> StandsIn<(X, Rest), First> for X {}

impl<X: StandsIn<Rest, Place>, Other, Rest, Place> StandsIn<(Other, Rest), After<Place>> for X {}

/// The first stands among the others too.
pub trait Twice<Place> {
    type Asked;
    fn __next(self) -> Self::Asked;
}

impl<X: StandsIn<Rest, Place>, Rest, Shown, Place> Twice<Place> for Distinct<(X, Rest), Shown> {
    type Asked = Asked<X, Shown>;

    #[inline]
    fn __next(self) -> Asked<X, Shown> {
        Asked::new()
    }
}

/// It does not. Found after that, since it takes `self` by reference.
pub trait Once {
    type Next;
    fn __next(&self) -> Self::Next;
}

impl<X, Rest, Shown> Once for Distinct<(X, Rest), Shown> {
    type Next = Distinct<Rest, Shown>;

    #[inline]
    fn __next(&self) -> Self::Next {
        Distinct::new()
    }
}

/// Which errors these are, only the caller of a generic function knows. Found last, since it takes `self` by mutable reference.
pub trait OfAnySet: Sized {
    type Next;
    fn __next(&mut self) -> Self::Next;
}

impl<Any: List, Shown> OfAnySet for Distinct<Any, Shown> {
    type Next = Distinct<(), Shown>;

    #[inline]
    fn __next(&mut self) -> Self::Next {
        Distinct::new()
    }
}

impl<Shown> Distinct<(), Shown> {
    #[inline]
    pub fn __asked(self) -> Asked<Yes, Shown> {
        Asked::new()
    }
}
