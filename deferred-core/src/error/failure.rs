//! `Failure`: an error in flight or in hand, with its set in its type and its history beside it.

use crate::error::history::{Cause, PRINTED, Trace};
use crate::error::interruption::Cancelled;
use crate::error::note::Note;
use crate::error::printing;
use crate::error::repr::FailureRepr;
use crate::error::set::FromEach;
use crate::error::set::found::ONE_OF_A_SET;
use crate::error::set::relations::cast;
use crate::error::set::sum::Sum;
use crate::error::set::{
    Allow, CanBe, CanBeCancelled, CanBeOneOf, CloneErrors, DisplayErrors, ErrorOf, ErrorSet, Errors,
    NamesAll, OneOf, Value, WithError,
};
use crate::error::shown::Shown;
use crate::error::site::{Site, Stage};
use crate::runtime::opaque::Opaque;
use crate::runtime::unwind;
use alloc::string::ToString;
use core::any::TypeId;
use core::error::Error;
use core::fmt::{self, Debug, Display};
use core::panic::Location;

/// One error of `R`, with where it was raised and what it replaced: what `catch |failure| ...` is given.
///
/// A failure that a Deferred holds is *in flight*; when such a one is dropped,
/// nobody has handled it, and it is [reported](crate::error::unhandled). A failure
/// that a callback was given is in that callback's hands.
///
/// ```
/// use deferred::{Failure, chain, succeed, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Odd(i64);
///
/// let d = chain! {
///     succeed(3);
///     then |x| if x % 2 == 0 { Ok(x) } else { Err(Odd(x)) },
///     catch |failure: Failure<(Odd,)>| {
///         assert!(failure.raised().to_string().ends_with("in `then`"));
///         failure.only().0
///     },
/// };
/// assert_eq!(success_result_of(d), 3);
/// ```
///
/// Twisted: `twisted.python.failure.Failure`.
#[must_use = "a failure that is dropped here counts as handled"]
pub struct Failure<R: ErrorSet + 'static> {
    repr: Opaque<R::Repr>,
    /// Public, so that everybody sees that the empty set has no failure: `let Ok(value) = outcome;`.
    #[doc(hidden)]
    pub happens: <R::Repr as FailureRepr>::Happens,
    /// Last, since whether a structure has a size is asked of its last field: a bound that is missing is said once.
    _sized: (),
}

/// What a Deferred comes to: the value, or the [`Failure`].
///
/// This is what a callback on both tracks is given: `both |outcome| ...`.
pub type Outcome<T, R = ()> = Result<T, Failure<R>>;

impl<R: ErrorSet> Failure<R> {
    /// A failure with the error `error`, raised here.
    #[inline]
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn new<X, Which>(error: X) -> Self where Errors<R>: Allow<X, Which, Set = R>, X: Debug + 'static {
        Self::fail(error, Site::here(Stage::Failure)).in_hand()
    }

    /// A failure in flight, with one of the errors of `R` by whichever word that is asked.
    #[inline]
    pub(crate) fn fail<X, Which>(error: X, site: Site) -> Self
    where
        Errors<R>: Allow<X, Which, Set = R>,
        X: Debug + 'static,
    {
        printing::note::<X>();
        Self::pack(Errors::<R>::value(error), Trace::at(site))
    }

    /// The same, asked of the error.
    #[inline]
    pub(crate) fn raise<X, Index>(error: X, site: Site) -> Self
    where
        X: ErrorOf<R, Index> + Debug + 'static,
    {
        printing::note::<X>();
        Self::pack(error.into_one(), Trace::at(site))
    }

    #[inline]
    pub(crate) fn pack(value: Value<R>, trace: Trace) -> Self {
        Failure {
            happens: <R::Repr as FailureRepr>::happens(&value),
            repr: Opaque::new(FailureRepr::pack(value, trace)),
            _sized: (),
        }
    }

    #[inline]
    pub(crate) fn unpack(self) -> (Value<R>, Trace) {
        self.repr.into_inner().unpack()
    }

    /// Somebody has it: dropping it is their affair.
    #[inline(always)]
    pub(crate) fn in_hand(mut self) -> Self {
        self.repr.trace_mut().take_in_hand();
        self
    }

    /// Nobody has it: it must not get lost.
    #[inline]
    pub(crate) fn in_flight(mut self) -> Self {
        self.repr.trace_mut().pass_on();
        self
    }

    /// It comes where a cancel was asked for: [`Cancelled`] alone is what was meant, and goes. Anything else must not get lost.
    pub(crate) fn comes_of_a_cancel(self) {
        drop(if self.is_what_a_cancel_asked_for() { self.in_hand() } else { self });
    }

    /// Whether it is [`Cancelled`], and nothing else failed beside it.
    pub(crate) fn is_what_a_cancel_asked_for(&self) -> bool {
        self.is_the::<Cancelled>() && self.suppressed().is_empty()
    }

    #[inline]
    pub(crate) fn passing(mut self, site: Site) -> Self {
        self.repr.trace_mut().pass(site);
        self
    }

    /// `cause` was in the hands of the callback that failed with this.
    #[inline(always)]
    pub(crate) fn replacing(self, cause: Cause) -> Self {
        let (value, trace) = self.unpack();
        let type_name = value.name();
        Self::pack(value, trace.replacing(type_name, cause))
    }

    #[cold]
    pub(crate) fn noting(mut self, note: Note) -> Self {
        self.repr.trace_mut().add_note(note);
        self
    }

    /// `other` came while this one was on its way.
    #[cold]
    pub(crate) fn suppress<S: ErrorSet>(&mut self, other: Failure<S>) {
        let (value, trace) = other.unpack();
        let other = Cause::lost(&value.printed(), value.name(), trace);
        self.repr.trace_mut().suppress(other);
    }

    /// What is known of it once it was given away.
    pub(crate) fn to_cause(&self) -> Cause {
        Cause::of(&self.repr.value().printed(), self.type_name(), self.repr.trace().copy(PRINTED))
    }

    /// The same failure for somebody else, in flight.
    pub(crate) fn copy(&self) -> Self
    where
        R: CloneErrors,
    {
        Self::pack(R::clone_value(self.repr.value()), self.repr.trace().copy_all())
    }

    #[inline]
    pub(crate) fn value(&self) -> &Value<R> {
        self.repr.value()
    }

    /// Whether the error is the one of the set that is an `X`. Where more than one turned out to be, nobody can say which of them was meant.
    pub(crate) fn is_the<X: 'static>(&self) -> bool {
        self.is::<X>() && Value::<R>::count(TypeId::of::<X>()) == 1
    }

    /// The error, if it is an `X`. Twisted: `Failure.check`.
    ///
    /// It looks at the type that the error is of, also where the set says less of it: where it is an `impl Debug`, or the parameter of a
    /// generic function, for which no handler of an `X` is called. [`trap`](Self::trap) tells errors apart as handlers do.
    #[inline]
    pub fn check<X: 'static>(&self) -> Option<&X> {
        self.repr.value().member().downcast_ref()
    }

    /// Whether the error is an `X`, as [`check`](Self::check) finds it.
    #[inline]
    pub fn is<X: 'static>(&self) -> bool {
        self.check::<X>().is_some()
    }

    /// The error if it is an `X`, and otherwise the same failure, which now has one error less that it can be. Twisted: `Failure.trap`.
    ///
    /// ```
    /// use deferred::{Failure, chain, fail};
    ///
    /// #[derive(Debug)]
    /// struct Spam;
    /// #[derive(Debug)]
    /// struct Eggs;
    ///
    /// let d = chain! {
    ///     fail(Spam);
    ///     then |()| Err::<(), _>(Eggs),
    ///     catch |failure| match failure.trap::<Eggs, _>() {
    ///         Ok(Eggs) => Ok(()),
    ///         Err(failure) => Err(failure), // a Failure<(Spam,)>: it passes on
    ///     },
    ///     raises Spam,
    ///     catch |_: Spam| (),
    /// };
    /// d.detach();
    /// ```
    ///
    /// # Errors
    ///
    /// The failure itself, where the error is not an `X`.
    #[inline]
    #[doc(alias("check", "except"))]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn trap<X, Which>(self) -> Result<X, Failure<<Errors<R> as CanBe<X, Which>>::Rest>> where Errors<R>: CanBe<X, Which, Set = R> {
        let (value, trace) = self.unpack();
        match Errors::<R>::take(value) {
            Ok(error) => Ok(error),
            Err(rest) => Err(Failure::pack(rest, trace)),
        }
    }

    /// A failure with one of `Xs`, and otherwise the same failure, without `Xs` among what it can be.
    ///
    /// # Errors
    ///
    /// The failure itself, where the error is none of `Xs`.
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn trap_any<Xs: ErrorSet, Which>(self) -> Result<Failure<Xs>, Failure<<Errors<R> as CanBeOneOf<Xs, Which>>::Rest>> where Errors<R>: CanBeOneOf<Xs, Which, Set = R> {
        let (value, trace) = self.unpack();
        match Errors::<R>::split(value) {
            Ok(value) => Ok(Failure::pack(value, trace)),
            Err(rest) => Err(Failure::pack(rest, trace)),
        }
    }

    /// The error, without where it comes from.
    ///
    /// ```
    /// use deferred::{Failure, OneOf};
    ///
    /// #[derive(Debug, PartialEq)]
    /// struct Odd(i64);
    /// #[derive(Debug)]
    /// struct TooLarge;
    ///
    /// let failure: Failure<(Odd, TooLarge)> = Failure::new(Odd(3));
    /// assert_eq!(failure.check::<Odd>(), Some(&Odd(3)));
    /// assert!(failure.type_name().ends_with("Odd"));
    ///
    /// let wider: Failure<(TooLarge, std::fmt::Error, Odd)> = failure.widen();
    /// let Ok(named) = wider.trap_any::<(Odd, TooLarge), _>() else { panic!("it is an `Odd`") };
    /// let error: OneOf<(Odd, TooLarge)> = named.into_error();
    /// assert!(error.is::<Odd>());
    /// ```
    #[inline]
    pub fn into_error(self) -> OneOf<R> {
        let (value, trace) = self.unpack();
        trace.discard();
        OneOf::from_value(value)
    }

    /// The same failure as one of a larger set, or of the same set in another order.
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn widen<S: NamesAll<R, Which>, Which>(self) -> Failure<S> {
        match cast(self, S::IN_ORDER) {
            Ok(same) => same,
            Err(other) => other.widen_to(),
        }
    }

    /// The same, where the two are not one type.
    #[inline]
    pub(crate) fn widen_to<S: NamesAll<R, Which>, Which>(self) -> Failure<S> {
        let (value, trace) = self.unpack();
        Failure::pack(S::widen(value), trace)
    }

    /// The same failure where the error `X` may happen, too.
    #[inline]
    pub(crate) fn widen_with<X, S: ErrorSet, Which>(self) -> Failure<S>
    where
        R: WithError<X, S, Which>,
    {
        let (value, trace) = self.unpack();
        Failure::pack(R::widen(value), trace)
    }

    /// The error as an enum of one's own, without where it comes from: see [`OneOf::into_enum`].
    ///
    /// ```
    /// use deferred::Failure;
    ///
    /// let failure: Failure<(std::fmt::Error,)> = Failure::new(std::fmt::Error);
    /// let error: Box<dyn std::error::Error> = failure.into_enum();
    /// assert!(error.is::<std::fmt::Error>());
    /// ```
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn into_enum<E: FromEach<R>>(self) -> E {
        self.into_error().into_enum()
    }

    /// The name of the error's type, as the compiler says it: only [`Cancelled`], [`Abandoned`](crate::Abandoned) and [`TimedOut`](crate::TimedOut) are
    /// named by the path that programs import, `deferred::Cancelled`.
    pub fn type_name(&self) -> &'static str {
        self.repr.value().name()
    }

    /// Where the error was raised.
    pub fn raised(&self) -> Site {
        self.repr.trace().raised()
    }

    /// The error that this one replaced: a handler that had it in hand failed with this one.
    pub fn cause(&self) -> Option<&Cause> {
        self.repr.trace().cause()
    }

    /// The same failure with a note: what was being done when it came past here. The error and the set stay as they are.
    ///
    /// The notes are in reports, and in what `{:#?}` prints. A Deferred takes one for whatever failure it may come to:
    /// [`Deferred::context`](crate::Deferred::context).
    ///
    /// ```
    /// use deferred::{chain, fail, testing::success_result_of};
    ///
    /// let d = chain! {
    ///     fail::<u8, _>("offline");
    ///     catch |failure| Err(failure.context("while loading the page")),
    ///     catch |failure| {
    ///         assert_eq!(failure.notes()[0].text(), "while loading the page");
    ///         0
    ///     },
    /// };
    /// assert_eq!(success_result_of(d), 0);
    /// ```
    ///
    /// `context` of anyhow, where it also changes the error's type.
    #[track_caller]
    pub fn context(self, note: impl Display) -> Self {
        let text = note.to_string();
        unwind::once_gone(note, self).noting(Note::new(text, Location::caller()))
    }

    /// What was noted on its way, the first first.
    pub fn notes(&self) -> &[Note] {
        self.repr.trace().notes()
    }

    /// The errors of `finally` callbacks that came while this one was on its way.
    pub fn suppressed(&self) -> &[Cause] {
        self.repr.trace().suppressed()
    }

    /// The stages that it went past, in debug builds; the first 32 of them.
    ///
    /// ```
    /// use deferred::{Deferred, testing::failure_result_of};
    ///
    /// #[derive(Debug)]
    /// struct Timeout;
    ///
    /// let d: Deferred<u8, (Timeout,)> = Deferred::fail(Timeout);
    /// let failure = failure_result_of(d.map(|n| n + 1));
    /// assert!(failure.raised().to_string().ends_with("in `source`"));
    /// assert!(failure.cause().is_none() && failure.suppressed().is_empty());
    /// # #[cfg(debug_assertions)]
    /// assert!(failure.passed()[0].to_string().ends_with("in `map`"));
    /// ```
    pub fn passed(&self) -> &[Site] {
        self.repr.trace().passed()
    }
}

impl Failure<(Cancelled,)> {
    /// The same failure, at the place of [`Cancelled`] in a larger set.
    #[inline]
    pub(crate) fn cancelled_in<S: CanBeCancelled<Which>, Which>(self) -> Failure<S> {
        let (value, trace) = self.unpack();
        Failure::pack(S::cancelled(value), trace)
    }
}

impl<X: 'static> Failure<(X,)> {
    /// The error, where there is just one that it can be.
    #[inline]
    pub fn only(self) -> X {
        self.into_error().only()
    }
}

/// On one line: the error, and where it was raised. With `{:#?}` also the stages that it passed and what it replaced.
impl<R: ErrorSet> Debug for Failure<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.repr.value();
        f.write_str("Failure(")?;
        unwind::print_safely(f, &format_args!("{:?}", value.printed()), value.name())?;
        if f.alternate() {
            self.repr.trace().print(f)?;
            f.write_str("\n)")
        } else {
            write!(f, ", raised at {})", self.raised())
        }
    }
}

/// The error, and where it was raised.
impl<R: DisplayErrors> Display for Failure<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.repr.value();
        let shown = Shown(|f: &mut fmt::Formatter<'_>| R::display(value, f));
        unwind::print_safely(f, &format_args!("{shown}"), value.name())?;
        write!(f, " (raised at {})", self.raised())
    }
}

/// The source of a failure is its error, which is found so under its own type.
impl<R: ErrorSet> Error for Failure<R>
where
    Value<R>: Error,
{
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.repr.value().source()
    }

    fn description(&self) -> &str {
        ONE_OF_A_SET
    }
}
