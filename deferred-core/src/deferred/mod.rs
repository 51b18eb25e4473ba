//! `Deferred`, the type of a result that will be there later: constructors, looking at the result, forwarding it; and
//! attaching continuations, the one way from a Deferred to its cell, which all stages and combinators take.

pub(crate) mod raw;
#[allow(
    unknown_or_malformed_diagnostic_attributes,
    reason = "`on_move` is known to nightly compilers, and means nothing to others"
)]
pub(crate) mod resolver;

pub use crate::error::failure::Outcome;

use crate::deferred::resolver::Resolver;
use crate::error::failure::Failure;
use crate::error::history::Cause;
use crate::error::set::{Allow, ErrorSet, Errors, NothingInFlight};
use crate::error::site::{Site, Stage};
use crate::flavour::{
    Carries, CellReceiver, CellSender, CrossesThreads, Flavour, MaybeReady, SendIf, ThisThread, spans,
};
use crate::runtime::unwind::Opaque;
use core::fmt::{self, Debug};
use core::panic::Location;

/// A result that will be there later: a `T`, unless one of the errors in `R` happens.
///
/// `R` lists the errors that may still be in flight, as a tuple of types. A
/// stage that may fail adds to it, a `catch` takes away what it handles, and
/// where `R` is `()` nothing can go wrong any more:
///
/// ```
/// use deferred::{Deferred, chain};
///
/// #[derive(Debug)]
/// struct Odd(u32);
///
/// fn halve(n: u32) -> Result<u32, Odd> {
///     if n % 2 == 0 { Ok(n / 2) } else { Err(Odd(n)) }
/// }
///
/// let (resolver, number) = Deferred::<u32>::pending();
/// let halved: Deferred<u32, (Odd,)> = chain! { number; then halve };
/// let safe: Deferred<u32> = chain! { halved; catch |odd: Odd| odd.0 };
///
/// resolver.succeed(21);
/// assert_eq!(deferred::testing::success_result_of(safe), 21);
/// ```
///
/// Callbacks run synchronously, on the stack of whoever fires the
/// [`Resolver`]; attached to a Deferred that has its result already, they run
/// at once. Attaching takes the Deferred and gives a new one, so there is
/// always just one taker: sharing, chaining twice and adding callbacks behind
/// somebody's back do not compile.
///
/// Dropping a Deferred does not stop its callbacks. A failure that nobody is left to take is
/// [reported](crate::error::unhandled).
///
/// # Its methods by purpose
///
/// In a [`chain!`](https://docs.rs/deferred/latest/deferred/macro.chain.html) most of these are stages, which also work out the set.
///
/// | to | call | Twisted |
/// | --- | --- | --- |
/// | make a pair | [`pending`](Self::pending), [`begun`](Self::begun) | `Deferred()` |
/// | make a pair that can be cancelled | [`cancellable`](Self::cancellable), [`cancellable_with`](Self::cancellable_with), [`forwarding`](Self::forwarding) | `Deferred(canceller)` |
/// | make one that is ready | [`succeed`](Self::succeed), [`fail`](Self::fail), [`settled`](Self::settled) | `succeed`, `fail` |
/// | make one of a future | [`from_future`](Self::from_future) | `Deferred.fromFuture`, `ensureDeferred` |
/// | go on with the value | [`map`](Self::map), [`map_async`](Self::map_async), [`then`](Self::then), [`inspect`](Self::inspect) | `addCallback` |
/// | handle a failure | [`catch`](Self::catch), [`catch_all`](Self::catch_all), [`or_else`](Self::or_else) | `addErrback` |
/// | go on with either | [`both`](Self::both), [`then_else`](Self::then_else) | `addBoth`, `addCallbacks` |
/// | clean up | [`finally`](Self::finally), [`finally_with`](Self::finally_with) | `addBoth` |
/// | note on a failure what was being done | [`context`](Self::context) | |
/// | say which errors may happen | [`raises`](Self::raises), [`raises_at_most`](Self::raises_at_most) | |
/// | send it through a pipeline, or on to another pair | [`pipe`](Self::pipe), [`chain_into`](Self::chain_into) | `chainDeferred` |
/// | limit the time | [`timeout`](Self::timeout), [`timeout_with`](Self::timeout_with), [`give_up_after`](Self::give_up_after) | `addTimeout` |
/// | cancel, or keep a cancel away | [`cancel`](Self::cancel), [`cancel_handle`](Self::cancel_handle), [`protect`](Self::protect), [`uncancellable`](Self::uncancellable) | `cancel` |
/// | give it to several | [`share`](Self::share) | |
/// | hold it up | [`paused`](Self::paused) | `pause`, `unpause` |
/// | choose where callbacks run | [`via`](Self::via) | `callFromThread` |
/// | look, without waiting | [`is_ready`](Self::is_ready), [`try_outcome`](Self::try_outcome), [`why_pending`](Self::why_pending) | `called`, `result` |
/// | let it run by itself | [`detach`](Self::detach) | |
///
/// Twisted: `twisted.internet.defer.Deferred`.
#[must_use = "a Deferred that nobody holds cannot be handled any more: attach callbacks to it, return it, or `detach` it [E-deferred-ignored]"]
#[doc(alias = "Promise")]
#[diagnostic::on_move(
    message = "a Deferred has one taker, and this one was taken already [E-used-after-it-was-chained]",
    label = "taken already",
    note = "go on with what the first stage gave; for several takers there is `share`"
)]
pub struct Deferred<T: 'static, R: ErrorSet + 'static = (), Thread: Flavour = ThisThread> {
    inner: Opaque<MaybeReady<Outcome<T, R>, Thread>>,
}

// SAFETY: the receiver of a cell that crosses threads is `Send` where its outcome is, and that is where the value and the
// errors are, as the bounds say. They are on the user's types and the flavour's marker, so that messages of the compiler
// name no internal type.
#[allow(unsafe_code)]
unsafe impl<T: Send, R: ErrorSet + Send, Thread: CrossesThreads> Send for Deferred<T, R, Thread> {}

/// A Deferred that is made without a resolver, as Twisted's `Deferred()` is: there is none.
#[diagnostic::on_unimplemented(
    message = "a Deferred is made together with its resolver, and nothing could fire this one [E-no-resolver]",
    label = "made alone",
    note = "write `let (resolver, d) = Deferred::pending();`, or `succeed(value)` and `fail(error)` where the result is there already; see `deferred::mistakes::e_no_resolver`"
)]
pub trait MadeAlone {}

impl<T: 'static, R: ErrorSet> Deferred<T, R> {
    /// Does not compile, and says what to write instead.
    #[doc(hidden)]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn new() -> Self where Self: MadeAlone {
        unreachable!("no Deferred is made alone")
    }

    /// Makes a pair: a resolver, which fires, and the Deferred that gets the result.
    ///
    /// ```
    /// use deferred::{Deferred, testing};
    ///
    /// let (resolver, d) = Deferred::<&str>::pending();
    /// resolver.succeed("here");
    /// assert_eq!(testing::success_result_of(d), "here");
    /// ```
    ///
    /// Twisted: `Deferred()`, with `callback` and `errback` on the resolver's side.
    #[inline]
    #[track_caller]
    pub fn pending() -> (Resolver<T, R>, Self) {
        let (sender, receiver) = ThisThread::pair(Location::caller());
        (Resolver::new(sender), MaybeReady::Pending(receiver).into())
    }

    /// A Deferred that has its value already. Twisted: `defer.succeed`.
    #[inline]
    pub fn succeed(value: T) -> Self {
        Self::ready(Ok(value))
    }

    /// A Deferred that has failed already. Twisted: `defer.fail`.
    ///
    /// ```
    /// use deferred::{Deferred, testing::failure_result_of};
    ///
    /// #[derive(Debug)]
    /// struct Timeout;
    /// #[derive(Debug)]
    /// struct Offline;
    ///
    /// let d: Deferred<u8, (Timeout, Offline)> = Deferred::fail(Offline);
    /// assert!(failure_result_of(d).is::<Offline>());
    /// ```
    #[inline]
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn fail<X, Which>(error: X) -> Self where Errors<R>: Allow<X, Which, Set = R>, X: Debug + 'static {
        Self::ready(Err(Failure::fail(error, Site::here(Stage::Source))))
    }

    /// A Deferred that has `outcome` already.
    ///
    /// ```
    /// use deferred::{Deferred, Outcome, testing::success_result_of};
    ///
    /// let outcome: Outcome<u8> = Ok(1);
    /// assert_eq!(success_result_of(Deferred::settled(outcome)), 1);
    /// ```
    #[inline]
    pub fn settled(outcome: Outcome<T, R>) -> Self {
        MaybeReady::Ready(outcome.map_err(Failure::in_flight)).into()
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// A Deferred with an outcome that is in flight already.
    #[inline]
    pub(crate) fn ready(outcome: Outcome<T, R>) -> Self {
        MaybeReady::Ready(outcome).into()
    }

    #[inline(always)]
    pub(crate) fn inner(&self) -> &MaybeReady<Outcome<T, R>, Thread> {
        &self.inner
    }

    #[inline(always)]
    pub(crate) fn into_inner(self) -> MaybeReady<Outcome<T, R>, Thread> {
        self.inner.into_inner()
    }

    /// Whether the result can be taken now.
    ///
    /// A Deferred that was fired, and whose callback returned another one that it waits for, has no result yet.
    ///
    /// ```
    /// use deferred::Deferred;
    ///
    /// let (resolver, d) = Deferred::<u8>::pending();
    /// assert!(!d.is_ready());
    /// resolver.succeed(1);
    /// assert!(d.is_ready());
    /// ```
    ///
    /// Twisted: `hasattr(d, "result")`, where that is no Deferred. Twisted's `d.called` says whether `callback` or
    /// `errback` was called, and stays true while the chain waits; here whoever fires has given the resolver away,
    /// so there is nothing to ask.
    #[doc(alias = "called")]
    pub fn is_ready(&self) -> bool {
        match &*self.inner {
            MaybeReady::Ready(_) => true,
            MaybeReady::Pending(receiver) => receiver.peek().is_some(),
        }
    }

    /// Takes the outcome, if it is there already.
    ///
    /// ```
    /// use deferred::Deferred;
    ///
    /// let (resolver, d) = Deferred::<u8>::pending();
    /// let Err(d) = d.try_outcome() else { panic!("it was not fired yet") };
    /// resolver.succeed(1);
    /// assert!(matches!(d.try_outcome(), Ok(Ok(1))));
    /// ```
    ///
    /// # Errors
    ///
    /// The Deferred itself, if its result is still to come.
    #[inline(always)]
    pub fn try_outcome(self) -> Result<Outcome<T, R>, Self> {
        let outcome = match self.into_inner() {
            MaybeReady::Ready(outcome) => outcome,
            MaybeReady::Pending(receiver) => match receiver.take() {
                Ok(outcome) => outcome,
                Err(receiver) => return Err(MaybeReady::Pending(receiver).into()),
            },
        };
        Ok(outcome.map_err(Failure::in_hand))
    }

    /// Forwards the outcome to `resolver`. Twisted: `chainDeferred`.
    ///
    /// The Deferred is used up, and the duty to handle its failure goes over to whoever holds the other end. Such
    /// links are free: firing or dropping a chain of any number of them takes no stack.
    ///
    /// ```
    /// use deferred::{Deferred, testing::success_result_of};
    ///
    /// let (resolver, number) = Deferred::<u8>::pending();
    /// let (end, d) = Deferred::<u8>::pending();
    /// number.map(|n| n + 1).chain_into(end);
    /// resolver.succeed(1);
    /// assert_eq!(success_result_of(d), 2);
    /// ```
    #[doc(alias = "chainDeferred")]
    pub fn chain_into(self, resolver: Resolver<T, R, Thread>) {
        let sender = resolver.into_sender();
        match self.into_inner() {
            MaybeReady::Ready(outcome) => sender.fire(outcome),
            MaybeReady::Pending(receiver) => receiver.connect(sender),
        }
    }

    /// Lets the callbacks run without anybody waiting for them, where nothing can go wrong any more.
    ///
    /// ```compile_fail
    /// # use deferred::fail;
    /// fail::<(), _>("not handled").detach();
    /// ```
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn detach(self) where R: NothingInFlight {}

    /// Notes that the stage at `site` waits for this Deferred, if it is pending and stages are noted.
    #[inline]
    pub(crate) fn note_waiting(&self, site: Site) {
        if let MaybeReady::Pending(receiver) = self.inner() {
            receiver.note_waiting(site);
            spans::waits(site);
        }
    }

    /// [`note_waiting`](Self::note_waiting) by value, for a chain of calls.
    #[inline]
    pub(crate) fn waiting_at(self, site: Site) -> Self {
        self.note_waiting(site);
        self
    }

    /// Attaches `step`. `counted` says that the step may call `feed` again, so that it counts as a level of
    /// nesting.
    #[inline(always)]
    pub(crate) fn feed<V: 'static, S: ErrorSet, C, K>(
        self,
        counted: bool,
        captured: C,
        step: K,
    ) -> Deferred<V, S, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<T, R>) -> Deferred<V, S, Thread> + 'static,
        Thread: Carries<Outcome<V, S>>,
    {
        self.into_inner().attach(counted, captured, step).into()
    }

    /// Attaches all stages of a chain at once.
    #[inline(always)]
    pub(crate) fn feed_chain<V: 'static, S: ErrorSet, C, K>(
        self,
        counted: bool,
        captured: C,
        step: K,
    ) -> Deferred<V, S, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<T, R>) -> Deferred<V, S, Thread> + 'static,
        Thread: Carries<Outcome<V, S>>,
    {
        Thread::Receiver::chain(self.into_inner(), counted, captured, step).into()
    }

    /// Attaches the rest of another chain, whose callback returned this Deferred.
    #[inline]
    pub(crate) fn feed_other<V: 'static, S: ErrorSet, C, K>(
        self,
        captured: C,
        step: K,
    ) -> Deferred<V, S, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<T, R>) -> Deferred<V, S, Thread> + 'static,
        Thread: Carries<Outcome<V, S>>,
    {
        self.into_inner().attach_other(captured, step).into()
    }

    /// Notes on the failure of a Deferred that has failed already that it replaced `cause`.
    pub(crate) fn because(self, cause: Option<Cause>) -> Self {
        match (self.into_inner(), cause) {
            (MaybeReady::Ready(Err(failure)), Some(cause)) => Self::ready(Err(failure.replacing(cause))),
            (eventual, _) => eventual.into(),
        }
    }

    /// Ends the chain in `taker`, which must not lose the outcome.
    pub(crate) fn settle_in_flight<C, K>(self, captured: C, taker: K)
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<T, R>) + 'static,
    {
        drop(self.into_inner().attach(false, captured, ends(taker)));
    }

    /// [`settle_in_flight`](Self::settle_in_flight) for the receiver of a pending Deferred.
    pub(crate) fn settle_pending<C, K>(receiver: Thread::Receiver<Outcome<T, R>>, captured: C, taker: K)
    where
        C: SendIf<Thread>,
        K: FnOnce(C, Outcome<T, R>) + 'static,
    {
        drop(MaybeReady::stored(receiver, captured, ends(taker)));
    }
}

#[doc(hidden)]
impl<T: 'static, R: ErrorSet, Thread: Flavour> From<MaybeReady<Outcome<T, R>, Thread>>
    for Deferred<T, R, Thread>
{
    #[inline]
    fn from(inner: MaybeReady<Outcome<T, R>, Thread>) -> Self {
        Deferred { inner: Opaque::new(inner) }
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> From<Deferred<T, R, Thread>>
    for MaybeReady<Outcome<T, R>, Thread>
{
    #[inline]
    fn from(deferred: Deferred<T, R, Thread>) -> Self {
        deferred.into_inner()
    }
}

/// Prints whether the result is there, and a failure; the value need not be `Debug`.
impl<T: 'static, R: ErrorSet, Thread: Flavour> Debug for Deferred<T, R, Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = match &*self.inner {
            MaybeReady::Ready(outcome) => Some(outcome),
            MaybeReady::Pending(receiver) if receiver.is_abandoned() => {
                return f.write_str("Deferred(abandoned)");
            }
            MaybeReady::Pending(receiver) => receiver.peek(),
        };
        match outcome {
            Some(Ok(_)) => f.write_str("Deferred(a value)"),
            Some(Err(failure)) => write!(f, "Deferred({failure:?})"),
            None => f.write_str("Deferred(pending)"),
        }
    }
}

/// A Deferred that has its value already. Twisted: `defer.succeed`.
///
/// ```
/// let d = deferred::succeed(7);
/// assert_eq!(deferred::testing::success_result_of(d), 7);
/// ```
#[inline]
pub fn succeed<T: 'static>(value: T) -> Deferred<T> {
    Deferred::succeed(value)
}

/// A Deferred that has failed already. Twisted: `defer.fail`.
///
/// ```
/// use deferred::{Deferred, chain, fail};
///
/// #[derive(Debug)]
/// struct Offline;
///
/// let d: Deferred<u8, (Offline,)> = fail(Offline);
/// chain! { d; catch |_: Offline| 0 }.detach();
/// ```
#[inline]
#[track_caller]
pub fn fail<T: 'static, X: Debug + 'static>(error: X) -> Deferred<T, (X,)> {
    Deferred::fail(error)
}

/// Turns `taker` into the last step of a chain, which gives nothing to go on with.
#[inline(always)]
fn ends<C, O, Thread: Flavour>(taker: impl FnOnce(C, O)) -> impl FnOnce(C, O) -> MaybeReady<(), Thread> {
    move |captured, outcome| {
        taker(captured, outcome);
        MaybeReady::Ready(())
    }
}
