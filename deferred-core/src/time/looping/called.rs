//! What a loop calls in each turn.

use crate::deferred::{Deferred, Outcome};
use crate::flavour::{Captured, Carries, Flavour, Held};
use crate::set::ErrorSet;
use crate::site::Site;
use crate::stages::{Form, Reply};
use core::marker::PhantomData;

/// A function, with how many intervals have passed.
pub(crate) trait Called<S: ErrorSet, Thread: Flavour>: Captured<Thread> {
    fn call(&mut self, count: u64) -> Deferred<(), S, Thread>;
}

/// A function that is called in each turn.
pub(crate) struct Each<F, O, How> {
    f: Held<F>,
    site: Site,
    gives: PhantomData<fn() -> (O, How)>,
}

/// A function that is told how many intervals have passed.
pub(crate) struct Counting<F, O, How>(Each<F, O, How>);

impl<F, O, How> Each<F, O, How> {
    pub(super) fn of(f: F, site: Site) -> Self {
        Each { f: Held(f), site, gives: PhantomData }
    }

    pub(super) fn counting(self) -> Counting<F, O, How> {
        Counting(self)
    }
}

impl<F, S, O, How, Thread> Called<S, Thread> for Each<F, O, How>
where
    F: FnMut() -> O + 'static,
    S: ErrorSet,
    O: Reply<(), S, How, Thread>,
    How: Form,
    Thread: Flavour + Carries<F> + Carries<Outcome<(), S>>,
{
    fn call(&mut self, _: u64) -> Deferred<(), S, Thread> {
        (self.f.0)().settle(self.site).end()
    }
}

impl<F, S, O, How, Thread> Called<S, Thread> for Counting<F, O, How>
where
    F: FnMut(u64) -> O + 'static,
    S: ErrorSet,
    O: Reply<(), S, How, Thread>,
    How: Form,
    Thread: Flavour + Carries<F> + Carries<Outcome<(), S>>,
{
    fn call(&mut self, count: u64) -> Deferred<(), S, Thread> {
        let Counting(Each { f, site, .. }) = self;
        (f.0)(count).settle(*site).end()
    }
}
