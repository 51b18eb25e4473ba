//! A stage's callback, with the type of what it gives.

use super::union::Gives;
use core::marker::PhantomData;

/// A callback that gives an `O`, whose errors join the set `Base`.
pub struct Callback<F, O, Base> {
    pub(super) run: F,
    gives: PhantomData<fn() -> (O, Base)>,
}

impl<F, O, Base> Callback<F, O, Base> {
    #[inline]
    pub(super) fn new(run: F) -> Self {
        Callback { run, gives: PhantomData }
    }

    #[inline]
    pub fn reply(&self) -> Gives<O, Base> {
        Gives::new()
    }
}

/// A handler that takes an `E` and gives an `O`, whose errors join what is left, `Base`.
pub struct Handler<F, E, O, Base, Trapping> {
    pub(super) run: F,
    gives: PhantomData<fn(E) -> (O, Base, Trapping)>,
}

impl<F, E, O, Base, Trapping> Handler<F, E, O, Base, Trapping> {
    #[inline]
    pub(super) fn new(run: F) -> Self {
        Handler { run, gives: PhantomData }
    }

    #[inline]
    pub fn reply(&self) -> Gives<O, Base> {
        Gives::new()
    }
}
