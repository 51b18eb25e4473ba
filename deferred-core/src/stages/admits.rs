//! Whether a callback's errors are among those of the chain: methods cannot add any.

use super::awaits::Apart;
use super::{Form, Inferred, Reply, then};
use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::{Impossible, Unsatisfiable};
use crate::error::set::{ErrorSet, InFlight};
use crate::error::site::Site;
use crate::flavour::{AnyThread, Carries, Flavour, ThisThread};

/// What the callback `F` gives, an `O`, may fail only with the errors `R`, which can be in flight already.
#[diagnostic::on_unimplemented(
    message = "this callback gives `{O}`, whose errors are not all among `{R}` [E-method-adds-an-error]",
    label = "may fail with another error than `{R}`",
    note = "say before it that they may happen, as in `.raises_at_most::<(A, B), _>()`; in a `chain!` there is no need to"
)]
pub trait Admits<F, O, U: 'static, R: ErrorSet, How, Thread: Flavour = ThisThread> {
    /// The step, to its end.
    #[doc(hidden)]
    fn then<T>(f: impl FnOnce(T) -> O, outcome: Outcome<T, R>, site: Site) -> Deferred<U, R, Thread>
    where
        Thread: Carries<Outcome<U, R>>;
}

#[diagnostic::do_not_recommend]
impl<F, O, U: 'static, R: ErrorSet, How: Form, Thread: Flavour> Admits<F, O, U, R, Inferred<How>, Thread>
    for InFlight<R>
where
    O: Reply<U, R, How, Thread>,
{
    #[inline]
    fn then<T>(f: impl FnOnce(T) -> O, outcome: Outcome<T, R>, site: Site) -> Deferred<U, R, Thread>
    where
        Thread: Carries<Outcome<U, R>>,
    {
        then::<_, _, _, _, _, Inferred<How>, Thread>(f, |failure| failure, outcome, site).end()
    }
}

#[diagnostic::do_not_recommend]
impl<F, O: Impossible, U: 'static, R: ErrorSet, Thread: Flavour> Admits<F, O, U, R, Unsatisfiable, Thread>
    for InFlight<R>
{
    fn then<T>(_: impl FnOnce(T) -> O, _: Outcome<T, R>, _: Site) -> Deferred<U, R, Thread> {
        unreachable!("no type is impossible")
    }
}

/// A Deferred of the other flavour: that it cannot be waited for is said of the flavours, and nothing of its errors.
macro_rules! apart {
    ($($this:ident for $other:ident)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<F, U: 'static, Xs: ErrorSet, R: ErrorSet> Admits<F, Deferred<U, Xs, $other>, U, R, Apart, $this>
            for InFlight<R>
        {
            fn then<T>(
                _: impl FnOnce(T) -> Deferred<U, Xs, $other>,
                _: Outcome<T, R>,
                _: Site,
            ) -> Deferred<U, R, $this> {
                unreachable!("no flavour waits for another")
            }
        }
    )+};
}
apart!(ThisThread for AnyThread AnyThread for ThisThread);
