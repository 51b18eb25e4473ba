//! A stage's callback, with the type of what it gives.

use super::union::Gives;
use crate::failure::Failure;
use crate::set::{ErrorSet, Has, List, OneOf, Split};
use crate::stages::{Trap, Trapped};
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

    /// Never called: see [`Known`].
    pub fn some_reply(&self) -> O {
        unreachable!("only its type is looked at")
    }
}

/// A handler that takes an `E` where the errors `R` can be in flight, and gives an `O`.
pub struct Handler<F, E, O, R> {
    run: F,
    types: PhantomData<fn(E) -> (O, R)>,
}

impl<F, E, O, R> Handler<F, E, O, R> {
    #[inline]
    pub(super) fn new(run: F) -> Self {
        Handler { run, types: PhantomData }
    }

    /// Never called: see [`Known`].
    pub fn some_reply(&self) -> O {
        unreachable!("only its type is looked at")
    }
}

/// The handler takes errors that can be in flight: what is left of `R` is `Base`.
pub trait Trapping<How> {
    type Callback;
    fn __trapping(self) -> Self::Callback;
}

impl<F, E, O, R, How> Trapping<How> for Handler<F, E, O, R>
where
    R: ErrorSet,
    E: Trap<R, How>,
{
    type Callback = Callback<Trapped<F, E, How>, O, E::Rest>;

    #[inline]
    fn __trapping(self) -> Self::Callback {
        Callback::new(Trapped::new(self.run))
    }
}

/// The handler takes several errors, and not all of them can be in flight. Found after what is right, since it takes `self` by reference; what it gives is unknown.
pub trait TrapsTooMany {
    type Errors: List;
    type R: ErrorSet;

    fn __trapping<Places, Unknown>(&self) -> Unknown
    where
        Self::R: Split<Self::Errors, Places>;
}

impl<F, Xs: ErrorSet, O, R: ErrorSet> TrapsTooMany for Handler<F, OneOf<Xs>, O, R> {
    type Errors = Xs::List;
    type R = R;

    fn __trapping<Places, Unknown>(&self) -> Unknown
    where
        R: Split<Xs::List, Places>,
    {
        unreachable!("does not compile where it is found")
    }
}

impl<F, Xs: ErrorSet, O, R: ErrorSet> TrapsTooMany for Handler<F, Failure<Xs>, O, R> {
    type Errors = Xs::List;
    type R = R;

    fn __trapping<Places, Unknown>(&self) -> Unknown
    where
        R: Split<Xs::List, Places>,
    {
        unreachable!("does not compile where it is found")
    }
}

/// The handler takes an error that cannot be in flight. Found last, since it takes `self` by mutable reference; what it gives is unknown.
pub trait TrapsNothing {
    type Error;
    type R: ErrorSet;

    fn __trapping<Place, Unknown>(&mut self) -> Unknown
    where
        Self::R: Has<Self::Error, Place>;
}

impl<F, E, O, R: ErrorSet> TrapsNothing for Handler<F, E, O, R> {
    type Error = E;
    type R = R;

    fn __trapping<Place, Unknown>(&mut self) -> Unknown
    where
        R: Has<E, Place>,
    {
        unreachable!("does not compile where it is found")
    }
}

/// A callback that looks at a `T`.
pub struct Look<F, T> {
    run: F,
    at: PhantomData<fn(T)>,
}

impl<F, T> Look<F, T> {
    #[inline]
    pub(super) fn new(run: F) -> Self {
        Look { run, at: PhantomData }
    }
}

/// It does.
pub trait Looks {
    type Callback;
    fn __looking(self) -> Self::Callback;
}

impl<F: FnOnce(&T), T> Looks for Look<F, T> {
    type Callback = Callback<F, (), ()>;

    #[inline]
    fn __looking(self) -> Self::Callback {
        Callback::new(self.run)
    }
}

/// It does not, which was said already. Found last, since it takes `self` by reference; what it gives is unknown.
pub trait LooksAway {
    fn __looking<Unknown>(&mut self) -> Unknown;
}

impl<F, T> LooksAway for Look<F, T> {
    fn __looking<Unknown>(&mut self) -> Unknown {
        unreachable!("does not compile where it is found")
    }
}

/// A value whose type has to be known.
///
/// After a mistake the compiler may not know what a stage gives. Asked for a
/// method of a value of that type it gives up on the type, quietly, since it
/// has complained already; asked for anything else it would complain again.
/// So the expansion asks for this, in code that is never run.
pub trait Known {
    #[doc(hidden)]
    fn __is_known(&self) {}
}

impl<T: ?Sized> Known for T {}
