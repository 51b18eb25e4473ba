//! `raises`: whether the errors that it names are those that can be in flight.

use super::point::Point;
use crate::set::{ErrorSet, HasAll, NothingInFlight, OnlyHappening};
use core::marker::PhantomData;

/// The chain carries a `T`, unless one of the errors `R` is in flight; a `raises` names `S`.
pub struct Naming<T, R, S>(PhantomData<fn() -> (T, R, S)>);

impl<T, R, S> Naming<T, R, S> {
    #[inline]
    pub(super) fn new() -> Self {
        Naming(PhantomData)
    }
}

/// A `raises` that is true. `Places` are those of the errors in it.
pub struct Raising<T, S, Places>(PhantomData<fn() -> (T, S, Places)>);

impl<T: 'static, S: ErrorSet, Places> Raising<T, S, Places> {
    /// The point after it: the same value, the errors that were named.
    #[inline]
    pub fn carries(&self) -> Point<T, S> {
        Point::new()
    }
}

/// It names what can be in flight, all of it and no more.
pub trait NamesAll<Places, SamePlaces> {
    type Raising;
    fn __exactly(self) -> Self::Raising;
}

impl<T, R, S, Places, SamePlaces> NamesAll<Places, SamePlaces> for Naming<T, R, S>
where
    R: OnlyHappening<<S as ErrorSet>::List, SamePlaces>,
    S: ErrorSet + HasAll<<R as ErrorSet>::List, Places>,
{
    type Raising = Raising<T, S, Places>;

    #[inline]
    fn __exactly(self) -> Self::Raising {
        Raising(PhantomData)
    }
}

/// No error beside them can be in flight.
pub trait AtMost<Places> {
    type Raising;
    fn __at_most(self) -> Self::Raising;
}

impl<T, R: ErrorSet, S: HasAll<R::List, Places>, Places> AtMost<Places> for Naming<T, R, S> {
    type Raising = Raising<T, S, Places>;

    #[inline]
    fn __at_most(self) -> Self::Raising {
        Raising(PhantomData)
    }
}

impl<T> Naming<T, (), ()> {
    #[inline]
    pub fn __nothing(self) -> Raising<T, (), ()> {
        Raising(PhantomData)
    }
}

/// It names all that can be in flight, and more. Found after what is true, since it takes `self` by reference; then the compiler says what is too much.
pub trait NamesTooMuch<Places> {
    type R: ErrorSet;
    type S: ErrorSet;

    fn __exactly<SamePlaces, Unknown>(&self) -> Unknown
    where
        Self::R: OnlyHappening<<Self::S as ErrorSet>::List, SamePlaces>;
}

impl<T, R: ErrorSet, S: HasAll<R::List, Places>, Places> NamesTooMuch<Places> for Naming<T, R, S> {
    type R = R;
    type S = S;

    fn __exactly<SamePlaces, Unknown>(&self) -> Unknown
    where
        R: OnlyHappening<<S as ErrorSet>::List, SamePlaces>,
    {
        unreachable!("does not compile where it is found")
    }
}

/// It does not name all. Found last, since it takes `self` by mutable reference; then the compiler says what is missing.
pub trait NamesTooLittle {
    type R: ErrorSet;
    type S: ErrorSet;

    fn __exactly<Places, Unknown>(&mut self) -> Unknown
    where
        Self::S: HasAll<<Self::R as ErrorSet>::List, Places>;

    fn __at_most<Places, Unknown>(&mut self) -> Unknown
    where
        Self::S: HasAll<<Self::R as ErrorSet>::List, Places>;

    fn __nothing<Unknown>(&mut self) -> Unknown
    where
        Self::R: NothingInFlight;
}

impl<T, R: ErrorSet, S: ErrorSet> NamesTooLittle for Naming<T, R, S> {
    type R = R;
    type S = S;

    fn __exactly<Places, Unknown>(&mut self) -> Unknown
    where
        S: HasAll<<R as ErrorSet>::List, Places>,
    {
        unreachable!("does not compile where it is found")
    }

    fn __at_most<Places, Unknown>(&mut self) -> Unknown
    where
        S: HasAll<<R as ErrorSet>::List, Places>,
    {
        unreachable!("does not compile where it is found")
    }

    fn __nothing<Unknown>(&mut self) -> Unknown
    where
        R: NothingInFlight,
    {
        unreachable!("does not compile where it is found")
    }
}
