//! `Failure`: an error in flight or in hand, with its set in its type and its history beside it.

use crate::error::history::Note;
use crate::error::history::{COPIED, Cause, Trace};
use crate::error::interruption::Cancelled;
use crate::error::printing;
use crate::error::printing::Shown;
use crate::error::repr::FailureRepr;
use crate::error::set::FromEach;
use crate::error::set::one_of::ONE_OF_A_SET;
use crate::error::set::relations::cast;
use crate::error::set::sum::Sum;
use crate::error::set::{
    Allow, CanBe, CanBeCancelled, CanBeOneOf, CloneErrors, DisplayErrors, ErrorOf, ErrorSet, Errors,
    NamesAll, OneOf, Value, WithError,
};
use crate::error::site::{Site, Stage};
use crate::runtime::unwind;
use crate::runtime::unwind::Opaque;
use alloc::string::ToString;
use core::any::TypeId;
use core::error::Error;
use core::fmt::{self, Debug, Display};
use core::panic::Location;

/// One error of `R`, with where it was raised and what it replaced: the parameter of `catch |failure| ...`.
///
/// A failure that a Deferred holds is *in flight*; if it is dropped in flight, nobody has handled it, and it is
/// [reported](crate::error::unhandled). A failure that a callback was given is *in hand*: dropping it is up to the
/// callback.
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
    /// Public, so that the compiler sees that the empty set has no failure: `let Ok(value) = outcome;`.
    #[doc(hidden)]
    pub happens: <R::Repr as FailureRepr>::Happens,
    /// The last field: the compiler checks `Sized` there, so a missing bound is reported once.
    _sized: (),
}

/// The result of a Deferred: the value, or the [`Failure`].
///
/// A callback on both tracks takes an outcome: `both |outcome| ...`.
pub type Outcome<T, R = ()> = Result<T, Failure<R>>;

impl<R: ErrorSet> Failure<R> {
    /// A failure with the error `error`, raised here.
    #[inline]
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn new<X, Which>(error: X) -> Self where Errors<R>: Allow<X, Which, Set = R>, X: Debug + 'static {
        Self::fail(error, Site::here(Stage::Failure)).in_hand()
    }

    /// A failure in flight, where the bound is on the set.
    #[inline]
    pub(crate) fn fail<X, Which>(error: X, site: Site) -> Self
    where
        Errors<R>: Allow<X, Which, Set = R>,
        X: Debug + 'static,
    {
        printing::note::<X>();
        Self::pack(Errors::<R>::value(error), Trace::at(site))
    }

    /// A failure in flight, where the bound is on the error.
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

    /// Marks the failure as in hand: dropping it is up to whoever has it.
    #[inline(always)]
    pub(crate) fn in_hand(mut self) -> Self {
        self.repr.trace_mut().take_in_hand();
        self
    }

    /// Marks the failure as in flight: dropping it reports it.
    #[inline]
    pub(crate) fn in_flight(mut self) -> Self {
        self.repr.trace_mut().pass_on();
        self
    }

    /// Drops a failure that comes of a cancel: a [`Cancelled`] alone was asked for, and any other failure is
    /// reported.
    pub(crate) fn comes_of_a_cancel(self) {
        drop(if self.is_what_a_cancel_asked_for() { self.in_hand() } else { self });
    }

    /// Whether the failure is [`Cancelled`], and nothing else failed beside it.
    pub(crate) fn is_what_a_cancel_asked_for(&self) -> bool {
        self.is_the::<Cancelled>() && self.suppressed().is_empty()
    }

    #[inline]
    pub(crate) fn passing(mut self, site: Site) -> Self {
        self.repr.trace_mut().pass(site);
        self
    }

    /// Notes that the callback that failed with this had `cause` in hand.
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

    /// Notes that `other` came while this failure was on its way.
    #[cold]
    pub(crate) fn suppress<S: ErrorSet>(&mut self, other: Failure<S>) {
        let (value, trace) = other.unpack();
        let other = Cause::lost(&value.printed(), value.name(), trace);
        self.repr.trace_mut().suppress(other);
    }

    /// The note that is left of the failure once its error is given away.
    pub(crate) fn to_cause(&self) -> Cause {
        Cause::of(&self.repr.value().printed(), self.type_name(), self.repr.trace().copy(COPIED))
    }

    /// A clone of the failure, in flight.
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

    /// Whether the error is at the one place of the set whose type is `X`. Where several places turned out to have
    /// that type, nobody can say which of them was meant.
    pub(crate) fn is_the<X: 'static>(&self) -> bool {
        self.is::<X>() && Value::<R>::count(TypeId::of::<X>()) == 1
    }

    /// The error, if it is an `X`. Twisted: `Failure.check`.
    ///
    /// `check` compares the type of the error itself, also where the set says less of it: where the member is an
    /// `impl Debug`, or the parameter of a generic function, for which no handler of an `X` is called.
    /// [`trap`](Self::trap) tells errors apart as handlers do.
    #[inline]
    pub fn check<X: 'static>(&self) -> Option<&X> {
        self.repr.value().member().downcast_ref()
    }

    /// Whether the error is an `X`, as [`check`](Self::check) finds it.
    #[inline]
    pub fn is<X: 'static>(&self) -> bool {
        self.check::<X>().is_some()
    }

    /// Takes the error out if it is an `X`; otherwise returns the same failure, without `X` in its set. Twisted:
    /// `Failure.trap`.
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

    /// Takes a failure with one of `Xs` out; otherwise returns the same failure, without `Xs` in its set.
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

    /// Takes the error out, without its history.
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

    /// Converts to a failure of a larger set, or of the same set in another order.
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn widen<S: NamesAll<R, Which>, Which>(self) -> Failure<S> {
        match cast(self, S::IN_ORDER) {
            Ok(same) => same,
            Err(other) => other.widen_to(),
        }
    }

    /// [`widen`](Self::widen) where the two sets are not one type.
    #[inline]
    pub(crate) fn widen_to<S: NamesAll<R, Which>, Which>(self) -> Failure<S> {
        let (value, trace) = self.unpack();
        Failure::pack(S::widen(value), trace)
    }

    /// Converts to a failure of the set in which the error `X` may happen, too.
    #[inline]
    pub(crate) fn widen_with<X, S: ErrorSet, Which>(self) -> Failure<S>
    where
        R: WithError<X, S, Which>,
    {
        let (value, trace) = self.unpack();
        Failure::pack(R::widen(value), trace)
    }

    /// Converts the error to an enum of your own, without its history: see [`OneOf::into_enum`].
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

    /// The name of the error's type, as the compiler writes it: only [`Cancelled`], [`Abandoned`](crate::Abandoned)
    /// and [`TimedOut`](crate::TimedOut) have the path that programs import, `deferred::Cancelled`.
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

    /// Puts a note on the failure: what was being done when it came past here. The error and the set stay as they
    /// are.
    ///
    /// Notes are in reports, and in the output of `{:#?}`. [`Deferred::context`](crate::Deferred::context) puts one
    /// on whatever failure a Deferred may come to.
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
    /// Twisted has no counterpart. In anyhow, `context` also changes the error's type.
    #[track_caller]
    pub fn context(self, note: impl Display) -> Self {
        let text = note.to_string();
        unwind::once_gone(note, self).noting(Note::new(text, Location::caller()))
    }

    /// The notes that were put on the failure, the first one first.
    pub fn notes(&self) -> &[Note] {
        self.repr.trace().notes()
    }

    /// The errors of `finally` callbacks that came while this one was on its way.
    pub fn suppressed(&self) -> &[Cause] {
        self.repr.trace().suppressed()
    }

    /// The stages that the failure passed, in debug builds; the first 32 of them.
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
    /// Converts to a failure of a larger set, at the place of [`Cancelled`] there.
    #[inline]
    pub(crate) fn cancelled_in<S: CanBeCancelled<Which>, Which>(self) -> Failure<S> {
        let (value, trace) = self.unpack();
        Failure::pack(S::cancelled(value), trace)
    }
}

impl<X: 'static> Failure<(X,)> {
    /// Takes the error out of a failure whose set has one member.
    #[inline]
    pub fn only(self) -> X {
        self.into_error().only()
    }
}

/// Prints the error on one line, and where it was raised. `{:#?}` adds the stages that it passed and the errors
/// that it replaced.
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

/// Prints the error, and where it was raised.
impl<R: DisplayErrors> Display for Failure<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.repr.value();
        let shown = Shown(|f: &mut fmt::Formatter<'_>| R::display(value, f));
        unwind::print_safely(f, &format_args!("{shown}"), value.name())?;
        write!(f, " (raised at {})", self.raised())
    }
}

/// The source of a failure is its error, which can be downcast to its own type.
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
