//! `Resolver`, the side of a pair that fires.

use crate::deferred::Outcome;
use crate::error::failure::Failure;
use crate::error::set::{Allow, ErrorOf, ErrorSet, Errors};
use crate::error::site::{Site, Stage};
use crate::flavour::CrossesThreads;
use crate::flavour::listing::Listed;
use crate::flavour::send_claims::send_if;
use crate::flavour::{CellSender, Flavour, ThisThread};
use crate::runtime::unwind::Opaque;
use core::fmt::{self, Debug};

/// The right to fire a [`Deferred`](crate::Deferred), once.
///
/// Firing takes the resolver, so a second fire does not compile. Callbacks
/// that wait run before [`succeed`](Resolver::succeed) or
/// [`fail`](Resolver::fail) returns; if one panics, the panic goes on into
/// whoever fired. Where callbacks fire one another so deep that they have taken 96 KiB of the stack
/// and more than 64 levels, or 128 KiB and fewer, the rest waits until the outermost of them is done, and such a
/// panic goes on there.
///
/// If the Deferred was [cancelled](crate::Cancelled) first, what is fired is dropped in silence:
/// [`is_cancelled`](Resolver::is_cancelled) tells, and [`try_succeed`](Resolver::try_succeed) gives the value back.
///
/// A resolver stays on its thread, as its Deferred does. One of [`threads::pending`](crate::threads::pending) fires on any
/// thread, and the callbacks run there.
///
/// A resolver that is dropped unfired *abandons* its chain. If [`Abandoned`](crate::Abandoned) is in `R`, the chain
/// fails with that; otherwise its callbacks are dropped (each `finally` still runs), and the abandonment is
/// [reported](crate::error::unhandled) with where the pair was made.
///
/// ```
/// use deferred::{Deferred, testing::{failure_result_of, success_result_of}};
/// use std::num::ParseIntError;
///
/// let (resolver, number) = Deferred::<u32, (ParseIntError,)>::pending();
/// resolver.succeed(12);
/// assert_eq!(success_result_of(number), 12);
///
/// let (resolver, number) = Deferred::<u32, (ParseIntError,)>::pending();
/// resolver.fail("twelve".parse::<u32>().unwrap_err());
/// assert!(failure_result_of(number).is::<ParseIntError>());
///
/// let (resolver, number) = Deferred::<u32, (ParseIntError,)>::pending();
/// resolver.resolve_with("12".parse());
/// assert_eq!(success_result_of(number), 12);
///
/// let (resolver, copy) = Deferred::<u32, (ParseIntError,)>::pending();
/// let Ok(outcome) = Deferred::succeed(12).try_outcome() else { panic!("it is there") };
/// resolver.resolve(outcome);
/// assert_eq!(success_result_of(copy), 12);
/// ```
///
/// Twisted: `Deferred.callback` and `Deferred.errback`.
#[must_use = "a resolver that is dropped unfired abandons its Deferred [E-resolver-ignored]"]
#[doc(alias("callback", "errback"))]
#[diagnostic::on_move(
    message = "a resolver fires once, and this one was used already [E-fired-twice]",
    label = "used already",
    note = "of two that may fire one is chosen before, by a `match` or an `Option` that it is taken out of"
)]
pub struct Resolver<T: 'static, R: ErrorSet + 'static = (), Thread: Flavour = ThisThread> {
    sender: Opaque<Thread::Sender<Outcome<T, R>>>,
    /// Unlisted before anything is fired: callbacks then see only what is still pending.
    listed: Listed,
}

// Of an outcome that is `Send` the value and the errors are.
send_if!([T: 'static, R: ErrorSet,] Resolver<T, R, Thread>; carries [Outcome<T, R>]; given [T: Send, R: Send]);

// SAFETY: the sender of a cell that crosses threads is `Send` where its outcome is, and that is where the value and the
// errors are, as the bounds say. They are on the user's types and the flavour's marker, so that messages of the compiler
// name no internal type.
#[allow(unsafe_code)]
unsafe impl<T: Send, R: ErrorSet + Send, Thread: CrossesThreads> Send for Resolver<T, R, Thread> {}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Resolver<T, R, Thread> {
    #[inline]
    pub(crate) fn new(sender: Thread::Sender<Outcome<T, R>>) -> Self {
        let listed = Listed::new(|| (sender.address(), sender.made()));
        Resolver { sender: Opaque::new(sender), listed }
    }

    #[inline]
    pub(crate) fn into_sender(self) -> Thread::Sender<Outcome<T, R>> {
        let Resolver { sender, listed, .. } = self;
        listed.leave();
        sender.into_inner()
    }

    /// The resolver of a sender that [`set_aside`](Self::set_aside) took.
    pub(crate) fn again(sender: Thread::Sender<Outcome<T, R>>) -> Self {
        let listed = Listed::again(|| sender.address());
        Resolver { sender: Opaque::new(sender), listed }
    }

    /// Takes the sender, which [`again`](Self::again) makes a resolver again.
    pub(crate) fn set_aside(self) -> Thread::Sender<Outcome<T, R>> {
        let Resolver { sender, listed, .. } = self;
        listed.stay();
        sender.into_inner()
    }

    /// Fires with a value. Twisted: `callback`.
    #[inline]
    pub fn succeed(self, value: T) {
        self.into_sender().fire(Ok(value));
    }

    /// Fires with an error of the set. Twisted: `errback`.
    #[inline]
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn fail<X, Which>(self, error: X) where Errors<R>: Allow<X, Which, Set = R>, X: Debug + 'static {
        let failure = Failure::fail(error, Site::here(Stage::Resolver));
        self.into_sender().fire(Err(failure));
    }

    /// Fires with an outcome in hand.
    #[inline]
    pub fn resolve(self, outcome: Outcome<T, R>) {
        self.into_sender().fire(outcome.map_err(Failure::in_flight));
    }

    /// Fires with the value or the error of `result`.
    #[inline]
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn resolve_with<X, Which>(self, result: Result<T, X>) where Errors<R>: Allow<X, Which, Set = R>, X: Debug + 'static {
        let site = Site::here(Stage::ResolveWith);
        self.into_sender().fire(result.map_err(|error| Failure::fail(error, site)));
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Resolver<T, R, Thread> {
    /// Whether the Deferred was [cancelled](crate::Cancelled), so that nobody waits for the result.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred};
    ///
    /// let (resolver, page) = Deferred::<&str, (Cancelled,)>::pending();
    /// page.cancel();
    /// assert!(resolver.is_cancelled());
    /// assert_eq!(resolver.try_succeed("page"), Err("page"));
    /// page.catch(|_: Cancelled| "").detach();
    /// ```
    ///
    /// Twisted has no way to ask; a cancelled Deferred swallows what is fired, as with [`succeed`](Self::succeed)
    /// here.
    #[inline]
    pub fn is_cancelled(&self) -> bool {
        self.sender.is_cancelled()
    }

    /// Whether anybody would get the result: the Deferred was neither cancelled, nor dropped with nothing attached.
    pub(crate) fn is_wanted(&self) -> bool {
        !self.sender.is_cancelled() && self.sender.is_awaited()
    }

    /// Fires with a value, or gives it back if the Deferred was cancelled.
    ///
    /// # Errors
    ///
    /// The value, if the Deferred was cancelled.
    #[inline]
    pub fn try_succeed(self, value: T) -> Result<(), T> {
        match self.into_sender().try_fire(Ok(value)) {
            Err(Ok(late)) => Err(late),
            _ => Ok(()),
        }
    }

    /// Fires with an outcome, or gives it back if the Deferred was cancelled.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred};
    ///
    /// let (resolver, page) = Deferred::<&str, (Cancelled,)>::pending();
    /// page.cancel();
    /// assert!(matches!(resolver.try_resolve(Ok("page")), Err(Ok("page"))));
    /// page.catch(|_: Cancelled| "").detach();
    /// ```
    ///
    /// # Errors
    ///
    /// The outcome, if the Deferred was cancelled.
    #[inline]
    pub fn try_resolve(self, outcome: Outcome<T, R>) -> Result<(), Outcome<T, R>> {
        let late = self.into_sender().try_fire(outcome.map_err(Failure::in_flight));
        late.map_err(|late| late.map_err(Failure::in_hand))
    }

    /// Fails with the place where the pair was made: the call that a user wrote.
    pub(crate) fn fail_where_made<X, Index>(self, error: X)
    where
        X: ErrorOf<R, Index> + Debug + 'static,
    {
        let made = self.sender.made();
        // Where the place is not known a cancel was first, and nobody gets the failure.
        if let Some(made) = made {
            self.into_sender().fire(Err(Failure::raise(error, Site::at(made, Stage::Pending))));
        }
    }

    /// Fires with an outcome that is in flight.
    pub(crate) fn resolve_in_flight(self, outcome: Outcome<T, R>) {
        self.into_sender().fire(outcome);
    }

    /// Fires with an outcome that is in flight, or gives it back if the Deferred was cancelled.
    pub(crate) fn try_resolve_in_flight(self, outcome: Outcome<T, R>) -> Result<(), Outcome<T, R>> {
        self.into_sender().try_fire(outcome)
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Debug for Resolver<T, R, Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Resolver")
    }
}
