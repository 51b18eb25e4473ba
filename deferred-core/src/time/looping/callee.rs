//! The function that a looping call calls, whose reply is made a Deferred.

use crate::deferred::{Deferred, Outcome};
use crate::error::set::ErrorSet;
use crate::error::site::Site;
use crate::flavour::send_claims::send_if;
use crate::flavour::{Carries, Flavour, SendIf, Wrap};
use crate::stages::{Form, Reply};
use core::marker::PhantomData;

/// A function that takes the number of intervals that have passed.
pub(crate) trait Callee<S: ErrorSet, Thread: Flavour>: SendIf<Thread> {
    fn call(&mut self, count: u64) -> Deferred<(), S, Thread>;
}

/// A function that is called in each turn.
pub(crate) struct Each<F, O, How> {
    f: Wrap<F>,
    site: Site,
    gives: PhantomData<fn() -> (O, How)>,
}

send_if!([F: 'static, O: 'static, How: 'static,] Each<F, O, How>; carries [F]);

/// A function that is told how many intervals have passed.
pub(crate) struct Counting<F, O, How>(Each<F, O, How>);

send_if!([F: 'static, O: 'static, How: 'static,] Counting<F, O, How>; carries [F]);

impl<F, O, How> Each<F, O, How> {
    pub(super) fn of(f: F, site: Site) -> Self {
        Each { f: Wrap(f), site, gives: PhantomData }
    }

    pub(super) fn counting(self) -> Counting<F, O, How> {
        Counting(self)
    }
}

impl<F, S, O, How, Thread> Callee<S, Thread> for Each<F, O, How>
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

impl<F, S, O, How, Thread> Callee<S, Thread> for Counting<F, O, How>
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
