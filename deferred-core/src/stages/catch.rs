//! `catch`: sends an error through a handler, and takes it out of the set; and traps, which say by the type of the
//! handler's parameter which errors it takes.

use super::settled::Settled;
use super::then::passed;
use super::{Form, IsReply, ReplyOf, Settle, pass, recover};
use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::{Impossible, Itself, Of, Sealed, TakesFailure, Unsatisfiable, callback};
use crate::error::failure::Failure;
use crate::error::history::{Cause, Trace};
use crate::error::printing::Printed;
use crate::error::set::{ErrorSet, Errors, Has, Never, NotEmpty, OneOf, Split};
use crate::error::site::{Site, Stage};
use crate::flavour::spans::{self, Told};
use crate::flavour::{Carries, Flavour, Wrap};
use core::fmt::Debug;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;

/// A handler of an `E`, which is trapped as `Trapping` says.
#[doc(hidden)]
pub struct Trapped<F, E, Trapping> {
    pub(crate) handler: F,
    pub(crate) traps: PhantomData<fn(E) -> Trapping>,
}

/// The step: the handler takes the error that it traps; all other errors are lifted into the set, which has the
/// handler's own errors too.
#[inline]
pub(crate) fn catch<T: 'static, R, F, E, Trapping, To, O, How, Thread: Flavour>(
    handler: F,
    lift: fn(Failure<E::Rest>) -> Failure<To>,
    outcome: Outcome<T, R>,
    site: Site,
) -> Settled<T, To, O::Later>
where
    R: ErrorSet,
    F: FnOnce(E) -> O,
    E: Trap<R, Trapping>,
    To: ErrorSet,
    O: Settle<T, To, How, Thread>,
    How: Form,
{
    by(E::trap, handler, lift, outcome, site)
}

/// The step with any `trap`, which is told whether to note what is known of the error.
#[inline]
fn by<T: 'static, R, E, Rest, To, O, How, Thread: Flavour>(
    trap: fn(Failure<R>, bool) -> Result<(E, Option<Cause>), Failure<Rest>>,
    handler: impl FnOnce(E) -> O,
    lift: fn(Failure<Rest>) -> Failure<To>,
    outcome: Outcome<T, R>,
    site: Site,
) -> Settled<T, To, O::Later>
where
    R: ErrorSet,
    Rest: ErrorSet,
    To: ErrorSet,
    O: Settle<T, To, How, Thread>,
    How: Form,
{
    spans::reaches(site, outcome.is_ok());
    // Nothing unwinds before the handler is called or dropped; `ManuallyDrop` says so, and saves a copy of its
    // drop.
    let handler = ManuallyDrop::new(handler);
    if const { How::FALLIBLE } {
        match trapped(trap, lift, outcome, site) {
            Ok((error, cause)) => ManuallyDrop::into_inner(handler)(error).settle(site).because(cause),
            Err(past) => pass(ManuallyDrop::into_inner(handler), past),
        }
    } else {
        match trapped_unnoted(trap, lift, outcome, site) {
            Ok(error) => ManuallyDrop::into_inner(handler)(error).settle(site),
            Err(past) => pass(ManuallyDrop::into_inner(handler), past),
        }
    }
}

/// The error for the handler, with what is noted of it; or the failure that goes past the handler.
#[inline(always)]
#[allow(clippy::type_complexity, reason = "the one or the other")]
fn trapped<T, R: ErrorSet, E, Rest: ErrorSet, To: ErrorSet, L>(
    trap: fn(Failure<R>, bool) -> Result<(E, Option<Cause>), Failure<Rest>>,
    lift: fn(Failure<Rest>) -> Failure<To>,
    outcome: Outcome<T, R>,
    site: Site,
) -> Result<(E, Option<Cause>), Settled<T, To, L>> {
    match outcome {
        Ok(value) => Err(Settled::Now(Ok(value))),
        Err(failure) => trap(failure, true).map_err(|rest| passed(rest, lift, site)),
    }
}

/// [`trapped`] for a handler that cannot fail, so that nothing need be noted.
#[inline(always)]
fn trapped_unnoted<T, R: ErrorSet, E, Rest: ErrorSet, To: ErrorSet, L>(
    trap: fn(Failure<R>, bool) -> Result<(E, Option<Cause>), Failure<Rest>>,
    lift: fn(Failure<Rest>) -> Failure<To>,
    outcome: Outcome<T, R>,
    site: Site,
) -> Result<E, Settled<T, To, L>> {
    match outcome {
        Ok(value) => Err(Settled::Now(Ok(value))),
        Err(failure) => match trap(failure, false) {
            Ok((error, _)) => Ok(error),
            Err(rest) => Err(passed(rest, lift, site)),
        },
    }
}

/// The step of a handler of whatever is in flight.
#[inline]
pub(crate) fn catch_all<T: 'static, R, To, O, How, Thread: Flavour>(
    f: impl FnOnce(Failure<R>) -> O,
    outcome: Outcome<T, R>,
    site: Site,
) -> Settled<T, To, O::Later>
where
    R: ErrorSet,
    To: ErrorSet,
    O: Settle<T, To, How, Thread>,
    How: Form,
{
    spans::reaches(site, outcome.is_ok());
    match outcome {
        Ok(value) => Settled::Now(Ok(pass(f, value))),
        Err(failure) => {
            let cause = How::FALLIBLE.then(|| failure.to_cause());
            f(failure.in_hand()).settle(site).because(cause)
        }
    }
}

/// A handler of `E` has something to handle: [`Trap`], asked of the errors that can be in flight.
#[diagnostic::on_unimplemented(
    message = "no `{E}` can be in flight here, as far as the types say [E-catch-of-what-cannot-happen]",
    label = "`{E}` is not among the errors in flight",
    note = "name an error that is, or take the handler away; a set that is a type parameter says that it has one, with one more parameter `P`: `R: deferred::Has<{E}, P>, P: 'static`, and is `R::Rest` after it; see `deferred::mistakes::e_catch_of_what_cannot_happen`"
)]
pub trait Include<E, Kind> {
    #[doc(hidden)]
    const SEALED: Sealed;
    #[doc(hidden)]
    type Set: ErrorSet;
    #[doc(hidden)]
    type Rest: ErrorSet;

    /// Takes the error out of a failure of this error.
    #[doc(hidden)]
    fn trap(failure: Failure<Self::Set>, keep: bool) -> Result<(E, Option<Cause>), Failure<Self::Rest>>;
}

#[diagnostic::do_not_recommend]
impl<E: Trap<R, Kind>, R: ErrorSet, Kind> Include<E, (Kind,)> for Errors<R> {
    const SEALED: Sealed = Sealed;
    type Set = R;
    type Rest = E::Rest;

    #[inline]
    fn trap(failure: Failure<R>, keep: bool) -> Result<(E, Option<Cause>), Failure<E::Rest>> {
        E::trap(failure, keep)
    }
}

/// Ten impls in all: the compiler would list fewer than that where the handler does not say what it takes.
macro_rules! includes_in_no_way {
    ($($number:literal)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<E: Impossible, R: ErrorSet> Include<E, Unsatisfiable<$number>> for Errors<R> {
            const SEALED: Sealed = Sealed;
            type Set = R;
            type Rest = R;

            fn trap(_: Failure<R>, _: bool) -> Result<(E, Option<Cause>), Failure<R>> {
                unreachable!("no type is impossible")
            }
        }
    )+};
}
includes_in_no_way!(0 1 2 3 4 5 6 7 8);

/// While it is open which errors a `Failure` has, this is open, too, and the compiler asks for the type of the handler's parameter, not for
/// something inside.
impl<Xs: ErrorSet + Impossible> Impossible for Failure<Xs> {}

/// As for a `Failure`.
impl<Xs: ErrorSet + Impossible> Impossible for OneOf<Xs> {}

/// A handler of an `E`, which is an `F` that `By` calls.
///
/// It is an `impl` among the method's arguments: so the compiler does not propose all of the method's type parameters where one of them
/// is open. Of what is no function `By` is not known, and the compiler says this and no more.
#[diagnostic::on_unimplemented(
    message = "a handler is a function of an error, and `{Self}` is none [E-no-callback]",
    label = "no function of one argument",
    note = "write a closure that says which error it takes, as in `|_: Timeout| ..`; see `deferred::mistakes::e_no_callback`"
)]
pub trait Handles<E, O, F, By>: FnOnce(E) -> O + 'static {
    #[doc(hidden)]
    fn itself(self) -> F;
}

#[diagnostic::do_not_recommend]
impl<E, O, F: FnOnce(E) -> O + 'static> Handles<E, O, F, Called> for F {
    #[inline]
    fn itself(self) -> F {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<E, O, F: FnOnce(E) -> O + Impossible + 'static> Handles<E, O, F, Never> for F {
    fn itself(self) -> F {
        unreachable!("no type is impossible")
    }
}

/// Calls an `F` with an `E`.
#[doc(hidden)]
pub trait Calls<F, E, O>: 'static {
    fn call(f: F, error: E) -> O;
}

/// A function is called.
#[doc(hidden)]
pub struct Called;

impl<F: FnOnce(E) -> O, E, O> Calls<F, E, O> for Called {
    #[inline]
    fn call(f: F, error: E) -> O {
        f(error)
    }
}

impl<F, E, O> Calls<F, E, O> for Never {
    fn call(_: F, _: E) -> O {
        unreachable!("no type is impossible")
    }
}

/// The set `Q`. A bound on `Q` is blamed on the method, not on the Deferred, whose type has `R` in it.
#[doc(hidden)]
pub trait Is<Q> {}

impl<Q> Is<Q> for Q {}

/// The parameter of a handler of [`catch`](crate::Deferred::catch) where the errors `R` can be in flight: the
/// handler takes these away, and `Rest` is left.
///
/// A handler takes one error, `Timeout`; one of several, `OneOf<(Timeout, NotFound)>`; or either as
/// `Failure<(Timeout,)>`, which also says where it was raised. `How` says which of these it is; it is always
/// inferred.
///
/// ```
/// use deferred::{Deferred, Trap, fail, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Timeout;
/// #[derive(Debug)]
/// struct NotFound;
///
/// fn handles<E: Trap<(Timeout, NotFound), How>, How>(_handler: impl Fn(E)) {}
///
/// handles(|_: Timeout| {});
/// handles(|_: deferred::OneOf<(NotFound, Timeout)>| {});
/// handles(|_: deferred::Failure<(NotFound,)>| {});
/// ```
///
/// Twisted: the arguments of `Failure.trap`.
#[diagnostic::on_unimplemented(
    message = "no `{Self}` can be in flight here [E-catch-of-what-cannot-happen]",
    label = "cannot be in flight",
    note = "in flight here: `{R}`; name one of these, or take the handler away; see `deferred::mistakes::e_catch_of_what_cannot_happen`"
)]
#[doc(hidden)] // See the crate's exports.
pub trait Trap<R: ErrorSet, How>: Sized + 'static {
    #[doc(hidden)]
    const SEALED: Sealed;

    /// The errors that the handler does not take.
    type Rest: ErrorSet;

    /// The handler's parameter, and, if `keep` is set, what is noted of the error once it is gone.
    #[doc(hidden)]
    fn trap(failure: Failure<R>, keep: bool) -> Result<(Self, Option<Cause>), Failure<Self::Rest>>;
}

/// A trap of one error.
#[doc(hidden)]
pub struct Single<Index>(PhantomData<Index>);
/// A trap of one of several errors.
#[doc(hidden)]
pub struct Several<Indices>(PhantomData<Indices>);
/// A trap of a failure with one of several errors.
#[doc(hidden)]
pub struct WithTrace<Indices>(PhantomData<Indices>);

#[diagnostic::do_not_recommend]
impl<X: 'static, R: Has<X, Index>, Index> Trap<R, Single<Index>> for X {
    const SEALED: Sealed = Sealed;
    type Rest = R::Rest;

    #[inline]
    fn trap(failure: Failure<R>, keep: bool) -> Result<(X, Option<Cause>), Failure<R::Rest>> {
        let (value, trace) = failure.unpack();
        match R::take(value) {
            Ok(error) => {
                let type_name = core::any::type_name::<X>();
                let cause = noted(&Printed { error: &error, type_name }, type_name, trace, keep);
                Ok((error, cause))
            }
            Err(rest) => Err(Failure::pack(rest, trace)),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<Xs: ErrorSet, R: Split<Xs::List, Indices>, Indices> Trap<R, Several<Indices>> for OneOf<Xs> {
    const SEALED: Sealed = Sealed;
    type Rest = R::Rest;

    #[inline]
    fn trap(failure: Failure<R>, keep: bool) -> Result<(Self, Option<Cause>), Failure<R::Rest>> {
        let (value, trace) = failure.unpack();
        match R::split(value) {
            Ok(value) => {
                let error = OneOf::from_value(value);
                let cause = noted(&error, error.type_name(), trace, keep);
                Ok((error, cause))
            }
            Err(rest) => Err(Failure::pack(rest, trace)),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<Xs: ErrorSet, R: Split<Xs::List, Indices>, Indices> Trap<R, WithTrace<Indices>> for Failure<Xs> {
    const SEALED: Sealed = Sealed;
    type Rest = R::Rest;

    #[inline]
    fn trap(failure: Failure<R>, keep: bool) -> Result<(Self, Option<Cause>), Failure<R::Rest>> {
        let failure: Failure<Xs> = failure.trap_any()?;
        let cause = keep.then(|| failure.to_cause());
        Ok((failure.in_hand(), cause))
    }
}

/// Notes what is known of an error that is about to be given away.
#[inline]
pub(super) fn noted(error: &dyn Debug, type_name: &'static str, trace: Trace, keep: bool) -> Option<Cause> {
    if keep {
        return Some(Cause::of(error, type_name, trace));
    }
    trace.discard();
    None
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Handles one error, or several, and takes them out of the set. Twisted: `addErrback` with `failure.trap`.
    ///
    /// The handler's parameter says what it handles: `Timeout`, `OneOf<(Timeout, NotFound)>`, or
    /// `Failure<(Timeout,)>` with where it was raised. The handler returns the value that the chain goes on with,
    /// or a `Result` or Deferred of it whose errors are among those that are left.
    ///
    /// ```
    /// use deferred::{fail, testing::success_result_of};
    ///
    /// #[derive(Debug)]
    /// struct Timeout;
    ///
    /// let d = fail::<u32, _>(Timeout).catch(|_: Timeout| 0);
    /// assert_eq!(success_result_of(d), 0);
    /// ```
    #[inline]
    #[track_caller]
    #[doc(alias("addErrback", "trap", "except", "rescue"))]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn catch<E, F: 'static, By: Calls<F, E, O>, Kind, Q, S, O, How: Form, U, On>(self, f: impl Handles<E, O, F, By>) -> Deferred<T, S, Thread> where R: Is<Q>, Errors<Q>: Include<E, Kind, Set = R, Rest = S>, S: ErrorSet, T: Is<U>, Thread: Is<On>, ReplyOf<O>: IsReply<O, U, S, How, On, Value = T, Flavour = Thread>, Thread: Carries<F> + Carries<Outcome<T, S>> {
        let site = Site::here(Stage::Catch);
        self.waiting_at(site).feed(How::WAITS, (Wrap(f.itself()), site), |(Wrap(f), site), outcome| {
            by::<_, _, _, _, _, _, <ReplyOf<O> as IsReply<O, U, S, How, On>>::Form, Thread>(<Errors<Q> as Include<E, Kind>>::trap, |error| ReplyOf::<O>::itself(By::call(f, error)), |rest| rest, outcome, site).end()
        })
    }

    /// Handles whatever is in flight with a value: nothing can go wrong any more. Twisted: `addErrback`.
    ///
    /// ```
    /// use deferred::{Deferred, fail, testing::success_result_of};
    ///
    /// let d: Deferred<usize> = fail("bang!").catch_all(|failure| failure.only().len());
    /// assert_eq!(success_result_of(d), 5);
    /// ```
    #[inline]
    #[track_caller]
    #[doc(alias = "addErrback")]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn catch_all<F: TakesFailure<V, O, As>, As, P: 'static, V, O>(self, f: P) -> Deferred<T, (), Thread> where Itself<F>: Of<P, It = F>, Itself<V>: Of<Failure<R>, It = V>, Itself<T>: Of<O, It = T>, Errors<R>: NotEmpty, Thread: Carries<P> + Carries<Outcome<T>> {
        let site = Site::here(Stage::Catch);
        self.waiting_at(site).feed(false, (Wrap(f), Told::at(site)), |(Wrap(f), told), outcome| {
            told.reached(outcome.is_ok());
            Deferred::ready(Ok(match outcome {
                Ok(value) => pass(f, value),
                Err(failure) => <Itself<T>>::it(callback::<P, F, _, V, O>(f)(failure.in_hand())),
            }))
        })
    }

    /// Handles whatever is in flight with another Deferred; its errors are all that is left in the set. Twisted: `addErrback`.
    ///
    /// ```
    /// use deferred::{Deferred, fail, testing::failure_result_of};
    ///
    /// #[derive(Debug)]
    /// struct Fatal;
    ///
    /// let d: Deferred<u8, (Fatal,)> = fail("bang!").or_else(|_failure| fail(Fatal));
    /// assert_eq!(failure_result_of(d).cause().and_then(|cause| cause.text()), Some("\"bang!\""));
    /// ```
    #[inline]
    #[track_caller]
    #[doc(alias = "addErrback")]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn or_else<F: TakesFailure<V, O, As>, S, As, P: 'static, V, O>(self, f: P) -> Deferred<T, S, Thread> where Itself<F>: Of<P, It = F>, Itself<V>: Of<Failure<R>, It = V>, Itself<Deferred<T, S, Thread>>: Of<O, It = Deferred<T, S, Thread>>, Errors<R>: NotEmpty, S: ErrorSet, Thread: Carries<P> + Carries<Outcome<T, S>> {
        let site = Site::here(Stage::Catch);
        self.waiting_at(site).feed(true, (Wrap(f), Told::at(site)), |(Wrap(f), told), outcome| {
            told.reached(outcome.is_ok());
            match outcome {
                Ok(value) => Deferred::ready(Ok(pass(f, value))),
                Err(failure) => recover(|failure| <Itself<Deferred<T, S, Thread>>>::it(callback::<P, F, _, V, O>(f)(failure)), failure),
            }
        })
    }
}
