//! Stages that send the value through a callback: `then`, and `map`, for one that cannot fail, of which there is the
//! method only; and `attempt`, which calls a function where there is no value yet.

use super::reply::Apart;
use super::settled::{Later, Settled};
use super::{
    ByFuture, ByValue, Form, Inferred, IntoDeferred, Reply, ResultOrDeferred, Settle, WaitsFor, recover, skip,
};
use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::{Impossible, Itself, Of, TakesFailure, TakesValue, Unsatisfiable, callback};
use crate::error::failure::Failure;
use crate::error::set::ErrorSet;
use crate::error::set::relations::cast;
use crate::error::site::{Site, Stage};
use crate::flavour::spans::{self, Told};
use crate::flavour::{AnyThread, Carries, Flavour, SendIf, ThisThread, Wrap};
use crate::future::Polls;
use crate::runtime::unwind::once_gone;
use core::future::Future;
use core::marker::PhantomData;

/// The step: `f` takes a value; a failure is lifted into the larger set.
#[inline]
pub(crate) fn then<T, R, U: 'static, To, O, How, Thread: Flavour>(
    f: impl FnOnce(T) -> O,
    lift: fn(Failure<R>) -> Failure<To>,
    outcome: Outcome<T, R>,
    site: Site,
) -> Settled<U, To, O::Later>
where
    R: ErrorSet,
    To: ErrorSet,
    O: Settle<U, To, How, Thread>,
    How: Form,
{
    spans::reaches(site, outcome.is_ok());
    match outcome {
        Ok(value) => f(value).settle(site),
        Err(failure) => Settled::Now(Err(lift(skip(f, failure, site)))),
    }
}

/// Sends a failure past the stage at `site`, lifted into the larger set.
#[inline]
pub(super) fn passed<R: ErrorSet, U, To: ErrorSet, L>(
    failure: Failure<R>,
    lift: fn(Failure<R>) -> Failure<To>,
    site: Site,
) -> Settled<U, To, L> {
    Settled::Now(Err(lift(failure.passing(site))))
}

/// One of two values that wait.
#[doc(hidden)]
pub enum Either<A, B> {
    This(A),
    That(B),
}

impl<U: 'static, To: ErrorSet, A, B, Thread: Flavour> Later<U, To, Thread> for Either<A, B>
where
    A: Later<U, To, Thread>,
    B: Later<U, To, Thread>,
{
    #[inline]
    fn go<V: 'static, S: ErrorSet, C, K>(self, captured: C, step: K) -> Deferred<V, S, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<U, To>) -> Deferred<V, S, Thread> + 'static,
        Thread: Carries<Outcome<V, S>>,
    {
        match self {
            Either::This(later) => later.go(captured, step),
            Either::That(later) => later.go(captured, step),
        }
    }

    #[inline]
    fn end(self) -> Deferred<U, To, Thread>
    where
        Thread: Carries<Outcome<U, To>>,
    {
        match self {
            Either::This(later) => later.end(),
            Either::That(later) => later.end(),
        }
    }
}

/// What waits in the first half of a pair, whose errors are lifted into those of the pair.
#[doc(hidden)]
pub struct Lifted<L, Half, F> {
    later: L,
    lift: F,
    half: PhantomData<Half>,
}

impl<U: 'static, To, L, Half, F, Thread: Flavour> Later<U, To, Thread> for Lifted<L, Half, F>
where
    To: ErrorSet,
    Half: ErrorSet,
    L: Later<U, Half, Thread>,
    F: FnOnce(Failure<Half>) -> Failure<To> + 'static,
    Thread: Carries<F> + Carries<Outcome<U, Half>>,
{
    #[inline]
    fn go<V: 'static, S: ErrorSet, C, K>(self, captured: C, step: K) -> Deferred<V, S, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<U, To>) -> Deferred<V, S, Thread> + 'static,
        Thread: Carries<Outcome<V, S>>,
    {
        self.later.go((captured, Wrap(self.lift)), move |(captured, Wrap(lift)), outcome| {
            step(captured, outcome.map_err(lift))
        })
    }

    #[inline]
    fn end(self) -> Deferred<U, To, Thread>
    where
        Thread: Carries<Outcome<U, To>>,
    {
        // A set only grows at its end: a set that stays the same has each error at the same place.
        match cast(self.later.end(), true) {
            Ok(same) => same,
            Err(half) => Deferred::feed_other(half, Wrap(self.lift), |Wrap(lift), outcome| {
                Deferred::ready(outcome.map_err(lift))
            }),
        }
    }
}

/// The step of a pair: `f` takes a value, `g` takes a failure; neither sees what the other returns.
#[inline]
#[allow(clippy::type_complexity, reason = "it says what both halves may wait for")]
pub(crate) fn then_else<T, R, U: 'static, Half, To, O, How, P, Why, F, Thread: Flavour>(
    f: impl FnOnce(T) -> O,
    g: impl FnOnce(Failure<R>) -> P,
    lift: F,
    outcome: Outcome<T, R>,
    site: Site,
    else_site: Site,
) -> Settled<U, To, Either<Lifted<O::Later, Half, F>, P::Later>>
where
    R: ErrorSet,
    Half: ErrorSet,
    To: ErrorSet,
    O: Settle<U, Half, How, Thread>,
    How: Form,
    P: Settle<U, To, Why, Thread>,
    Why: Form,
    F: FnOnce(Failure<Half>) -> Failure<To> + 'static,
{
    spans::reaches(site, outcome.is_ok());
    match outcome {
        Ok(value) => match once_gone(g, f(value)).settle(site) {
            Settled::Now(outcome) => Settled::Now(outcome.map_err(lift)),
            Settled::Later(later) => Settled::Later(Either::This(Lifted { later, lift, half: PhantomData })),
        },
        Err(failure) => {
            let cause = Why::FALLIBLE.then(|| failure.to_cause());
            match once_gone(f, g(failure.in_hand())).settle(else_site).because(cause) {
                Settled::Now(outcome) => Settled::Now(outcome),
                Settled::Later(later) => Settled::Later(Either::That(later)),
            }
        }
    }
}

/// The reply of a callback may fail only with the errors `R`, which can be in flight already.
///
/// ```
/// use deferred::{succeed, testing::success_result_of};
/// use std::num::ParseIntError;
///
/// // The set has to have the errors of the callback first.
/// let number = succeed("12").raises_at_most::<(ParseIntError,), _>().then(|text| text.parse::<u32>());
/// assert_eq!(success_result_of(number), 12);
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "this callback gives `{Self}`, whose errors are not all among `{R}` [E-method-adds-an-error]",
    label = "may fail with another error than `{R}`",
    note = "say before it that they may happen, as in `.raises_at_most::<(A, B), _>()`, and that they are `Debug`; in a `chain!` there is no need to name them; see `deferred::mistakes::e_method_adds_an_error`"
)]
#[doc(hidden)] // See the crate's exports.
pub trait FailsOnlyWith<R: ErrorSet, U: 'static, How, Thread: Flavour = ThisThread>: Sized {
    /// The set after the stage, which is `R`. For a reply with other errors the set is unknown, so that the stages
    /// after it report nothing.
    #[doc(hidden)]
    type Errors: ErrorSet;

    /// Runs the step to its end.
    #[doc(hidden)]
    fn then<T>(
        f: impl FnOnce(T) -> Self,
        outcome: Outcome<T, R>,
        site: Site,
    ) -> Deferred<U, Self::Errors, Thread>
    where
        Thread: Carries<Outcome<U, Self::Errors>>;
}

#[diagnostic::do_not_recommend]
impl<O, U: 'static, R: ErrorSet, How: Form, Thread: Flavour> FailsOnlyWith<R, U, Inferred<How>, Thread> for O
where
    O: Reply<U, R, How, Thread>,
{
    type Errors = R;

    #[inline]
    fn then<T>(f: impl FnOnce(T) -> O, outcome: Outcome<T, R>, site: Site) -> Deferred<U, R, Thread>
    where
        Thread: Carries<Outcome<U, R>>,
    {
        then::<_, _, _, _, _, Inferred<How>, Thread>(f, |failure| failure, outcome, site).end()
    }
}

#[diagnostic::do_not_recommend]
impl<O: Impossible, U: 'static, R: ErrorSet, Thread: Flavour> FailsOnlyWith<R, U, Unsatisfiable, Thread>
    for O
{
    type Errors = R;

    fn then<T>(_: impl FnOnce(T) -> O, _: Outcome<T, R>, _: Site) -> Deferred<U, R, Thread> {
        unreachable!("no type is impossible")
    }
}

/// The impls for a Deferred of the other flavour: the message about the flavours says that it cannot be waited for,
/// and nothing is said of its errors.
macro_rules! apart {
    ($($this:ident for $other:ident)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<U: 'static, Xs: ErrorSet, R: ErrorSet> FailsOnlyWith<R, U, Apart, $this> for Deferred<U, Xs, $other> {
            type Errors = R;

            fn then<T>(_: impl FnOnce(T) -> Self, _: Outcome<T, R>, _: Site) -> Deferred<U, R, $this> {
                unreachable!("no flavour waits for another")
            }
        }
    )+};
}
apart!(ThisThread for AnyThread AnyThread for ThisThread);

/// A value that is no future, which nobody would await: callbacks of `map` return one, those of
/// [`map_async`](Deferred::map_async) a future.
///
/// A future implements the trait in two ways, so the compiler cannot choose. `Kind` is always inferred.
pub trait NoFuture<Kind> {}

/// Marks a plain value.
#[doc(hidden)]
pub struct PlainValue;

/// Marks a future, which goes to `map_async`, or `then`.
#[doc(hidden)]
pub struct FutureForMapAsync;

impl<U> NoFuture<PlainValue> for U {}

impl<F: Future> NoFuture<FutureForMapAsync> for F {}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Sends the value through a callback that may fail, or that returns another Deferred or a future to wait for.
    /// Twisted: `addCallback`.
    ///
    /// The callback returns a `Result<U, X>` or a `Deferred<U, Xs>`, or a future of one of these, and the chain
    /// goes on as a `Deferred<U, R>`. Its errors must be in `R` already: [`raises_at_most`](Self::raises_at_most)
    /// puts them there, and [`chain!`](https://docs.rs/deferred/latest/deferred/macro.chain.html) does so by
    /// itself. A callback that returns a plain value goes to [`map`](Self::map).
    ///
    /// ```
    /// use deferred::{succeed, testing::failure_result_of};
    ///
    /// let d = succeed("12x")
    ///     .raises_at_most::<(std::num::ParseIntError,), _>()
    ///     .then(|text| text.parse::<u32>());
    /// assert!(failure_result_of(d).is::<std::num::ParseIntError>());
    /// ```
    #[inline]
    #[track_caller]
    #[doc(alias = "addCallback")]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    #[allow(clippy::multiple_bound_locations, reason = "what a message shows of the bound is short")]
    pub fn then<F: TakesValue<V, O, As>, O: ResultOrDeferred<By, Value = U>, U: 'static, S: ErrorSet, How: Form, As, By, P: 'static, V>(self, f: P) -> Deferred<O::Value, S, Thread> where Itself<F>: Of<P, It = F>, Itself<V>: Of<T, It = V>, O: FailsOnlyWith<R, U, How, Thread, Errors = S>, Thread: WaitsFor<O, O::Thread> + Carries<P> + Carries<Outcome<U, S>> {
        let site = Site::here(Stage::Then);
        self.waiting_at(site).feed(How::WAITS, (Wrap(f), site), |(Wrap(f), site), outcome| {
            O::then(callback::<P, F, T, V, O>(f), outcome, site)
        })
    }

    /// Sends the value through `f`, or the failure through `g`. Twisted: `addCallbacks`.
    ///
    /// The errback does not see the errors of its own callback: a failure of `f` goes on. Both return a Deferred of
    /// the same type.
    ///
    /// ```
    /// use deferred::{Deferred, fail, succeed, testing::success_result_of};
    ///
    /// let d = fail::<u32, _>("bang!").then_else(
    ///     |n| succeed(format!("got {n}")),
    ///     |failure| succeed(format!("lost: {}", failure.only())),
    /// );
    /// assert_eq!(success_result_of(d), "lost: bang!");
    /// ```
    #[inline]
    #[track_caller]
    #[doc(alias = "addCallbacks")]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn then_else<F: TakesValue<T, Deferred<U, S, Thread>, A> + 'static, G: TakesFailure<Failure<R>, Deferred<U, S, Thread>, B> + 'static, U, S, A, B>(self, f: F, g: G) -> Deferred<U, S, Thread> where U: 'static, S: ErrorSet, Thread: Carries<F> + Carries<G> + Carries<Outcome<U, S>> {
        let site = Site::here(Stage::Then);
        let captured = ((Wrap(f), Wrap(g)), Told::at(site));
        self.waiting_at(site).feed(true, captured, |((Wrap(f), Wrap(g)), told), outcome| {
            told.reached(outcome.is_ok());
            match outcome {
                Ok(value) => once_gone(g, f(value)),
                Err(failure) => once_gone(f, recover(g, failure)),
            }
        })
    }

    /// Sends the value through a callback that returns a plain value. Twisted: `addCallback`.
    ///
    /// ```
    /// use deferred::{succeed, testing::success_result_of};
    ///
    /// assert_eq!(success_result_of(succeed(20).map(|n| n + 1)), 21);
    /// ```
    #[inline]
    #[track_caller]
    #[doc(alias = "addCallback")]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn map<F: TakesValue<V, U, As>, U: NoFuture<Kind> + 'static, As, Kind, P: 'static, V>(self, f: P) -> Deferred<U, R, Thread> where Itself<F>: Of<P, It = F>, Itself<V>: Of<T, It = V>, Thread: Carries<P> + Carries<Outcome<U, R>> {
        let site = Site::here(Stage::Map);
        self.waiting_at(site).feed(false, (Wrap(f), site), |(Wrap(f), site), outcome| {
            spans::reaches(site, outcome.is_ok());
            Deferred::ready(match outcome {
                Ok(value) => Ok(callback::<P, F, T, V, U>(f)(value)),
                Err(failure) => Err(skip(f, failure, site)),
            })
        })
    }

    /// Sends the value through an async callback, whose future gives a plain value, and waits for that. Twisted:
    /// `addCallback`.
    ///
    /// The future is polled by whoever fires what it awaits, as [`run`](crate::run()) says. A callback whose future
    /// may fail goes to [`then`](Self::then).
    ///
    /// ```
    /// use deferred::{succeed, testing::success_result_of};
    ///
    /// async fn measure(page: &str) -> usize {
    ///     page.len()
    /// }
    ///
    /// assert_eq!(success_result_of(succeed("page").map_async(measure)), 4);
    /// ```
    #[inline]
    #[track_caller]
    #[doc(alias = "addCallback")]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn map_async<F: TakesValue<T, O, As> + 'static, O: Future<Output: 'static> + 'static, As>(self, f: F) -> Deferred<O::Output, R, Thread> where Thread: Polls<O, O::Output, R> + Carries<F> + Carries<Outcome<O::Output, R>> {
        let site = Site::here(Stage::Map);
        self.waiting_at(site).feed(true, (Wrap(f), site), |(Wrap(f), site), outcome| {
            then::<_, _, _, _, _, ByFuture<Inferred<ByValue>>, Thread>(f, |failure| failure, outcome, site).end()
        })
    }
}

/// Calls `f`, and makes a Deferred of what it returns: a `Result` or a Deferred.
///
/// A function that takes a callback need not care whether the callback answers now or later; [`IntoDeferred`] says
/// which answers it may give. Where the answer's type is known, `chain! { maybe f(x); .. }` does the same, and
/// takes a plain value too; a callback with a plain value returns [`succeed`](crate::succeed) of it here.
///
/// ```
/// use deferred::{Deferred, IntoDeferred, attempt, chain, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Locked;
///
/// fn greeting<O>(is_valid: impl FnOnce(&str) -> O, user: &'static str) -> Deferred<String, O::Errors>
/// where
///     O: IntoDeferred<Value = bool>,
/// {
///     attempt(|| is_valid(user)).map(move |valid| if valid { format!("hello {user}") } else { "hm".into() })
/// }
///
/// let now = greeting(|user| if user == "mallory" { Err(Locked) } else { Ok(true) }, "alice");
/// assert_eq!(success_result_of(now), "hello alice");
///
/// let (resolver, valid) = Deferred::<bool, (Locked,)>::pending();
/// let later = greeting(|_| valid, "agnes");
/// resolver.succeed(true);
/// assert_eq!(success_result_of(later), "hello agnes");
/// ```
///
/// Twisted: `maybeDeferred`, and `execute` for a function that answers now.
#[inline]
#[track_caller]
#[doc(alias("maybeDeferred", "execute"))]
pub fn attempt<O: IntoDeferred>(f: impl FnOnce() -> O) -> Deferred<O::Value, O::Errors> {
    f().into_deferred()
}
