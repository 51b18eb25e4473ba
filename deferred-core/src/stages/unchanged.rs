//! What leaves the outcome as it is: `inspect` shows the value, `context` puts a note on a failure, `raises` names the
//! errors that may be in flight, `paused` holds the result back, `pipe` hands the Deferred to a pipeline.

use super::skip;
use crate::cancel::pair_forwarding_cancels;
use crate::deferred::resolver::Resolver;
use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::{Itself, Of, TakesDeferred, TakesReference};
use crate::error::failure::Failure;
use crate::error::history::Note;
use crate::error::set::relations::cast;
use crate::error::set::{ErrorSet, NamesAll, NamesOnly};
use crate::error::site::{Site, Stage};
use crate::flavour::{Carries, Flavour, ThisThread, Wrap, spans};
use crate::runtime::unwind::once_gone;
use alloc::string::ToString;
use core::fmt::{self, Debug, Display};
use core::panic::Location;

/// The step: `f` sees a value.
#[inline]
pub(crate) fn inspect<T, R: ErrorSet>(
    f: impl FnOnce(&T),
    outcome: Outcome<T, R>,
    site: Site,
) -> Outcome<T, R> {
    spans::reaches(site, outcome.is_ok());
    match outcome {
        Ok(value) => {
            f(&value);
            Ok(value)
        }
        Err(failure) => Err(skip(f, failure, site)),
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Shows the value to `f`; the chain goes on with it unchanged.
    ///
    /// ```
    /// use deferred::{succeed, testing::success_result_of};
    ///
    /// let d = succeed(2).inspect(|n| assert_eq!(*n, 2));
    /// assert_eq!(success_result_of(d), 2);
    /// ```
    #[inline]
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn inspect<F: TakesReference<V, (), As>, As, P: 'static, V>(self, f: P) -> Self where Itself<F>: Of<P, It = F>, Itself<V>: Of<T, It = V>, Thread: Carries<P> + Carries<Outcome<T, R>> {
        let site = Site::here(Stage::Inspect);
        self.waiting_at(site).feed(false, (Wrap(f), site), |(Wrap(f), site), outcome| {
            Deferred::ready(inspect(|value| <Itself<F>>::it(f)(<Itself<V>>::lent(value)), outcome, site))
        })
    }

    /// Puts a note on a failure that comes past: what was being done here. Values, errors and the set stay as they
    /// are.
    ///
    /// The note is printed only when there is a failure; [`fmt::from_fn`] makes one of a
    /// closure. Reports, and `{:#?}` of the failure, show the note with this place; [`Failure::notes`] lists the
    /// notes.
    ///
    /// ```
    /// use deferred::{Deferred, unhandled};
    ///
    /// #[derive(Debug)]
    /// struct Offline;
    ///
    /// fn page(url: &'static str) -> Deferred<String, (Offline,)> {
    ///     Deferred::fail(Offline).context(url)
    /// }
    ///
    /// let watch = unhandled::watch();
    /// drop(page("/index").context("while warming the cache"));
    /// let report = &watch.finish()[0];
    /// assert!(report.contains("noted: /index, at ") && report.contains("noted: while warming the cache, at "));
    /// ```
    #[inline]
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn context<N: Display + 'static>(self, note: N) -> Self where Thread: Carries<N> + Carries<Outcome<T, R>> {
        let site = Site::here(Stage::Context);
        self.waiting_at(site).feed(false, (Wrap(note), site), |(Wrap(note), site), outcome| {
            spans::reaches(site, outcome.is_ok());
            let outcome = outcome.map_err(|failure| noted(failure, &note, site));
            Deferred::ready(once_gone(note, outcome))
        })
    }

    /// Names exactly the errors that may be in flight: all of `S`, and no other. The set is in that order then.
    ///
    /// ```
    /// use deferred::Deferred;
    ///
    /// #[derive(Debug)]
    /// struct Timeout;
    /// #[derive(Debug)]
    /// struct NotFound;
    ///
    /// fn reorder(d: Deferred<u8, (Timeout, NotFound)>) -> Deferred<u8, (NotFound, Timeout)> {
    ///     d.raises() // the signature says the set; where nothing does: `d.raises::<(NotFound, Timeout), _>()`
    /// }
    /// # reorder(Deferred::succeed(1)).catch_all(|_| 0).detach();
    /// ```
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn raises<S: NamesAll<R, A> + NamesOnly<R>, A>(self) -> Deferred<T, S, Thread> where Thread: Carries<Outcome<T, S>> {
        self.raises_at_most()
    }

    /// Names the errors that may be in flight at most: no other than `S`, but not all of them need be able to
    /// happen.
    ///
    /// ```
    /// use deferred::{Deferred, succeed};
    ///
    /// #[derive(Debug)]
    /// struct Timeout;
    ///
    /// fn cached() -> Deferred<u8, (Timeout,)> {
    ///     succeed(1).raises_at_most()
    /// }
    /// # cached().catch(|_: Timeout| 0).detach();
    /// ```
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn raises_at_most<S: NamesAll<R, A>, A>(self) -> Deferred<T, S, Thread> where Thread: Carries<Outcome<T, S>> {
        match cast::<Self, Deferred<T, S, Thread>>(self, S::IN_ORDER) {
            Ok(same) => same,
            Err(d) => d.feed(false, (), |(), outcome| Deferred::ready(outcome.map_err(Failure::widen_to::<S, _>))),
        }
    }

    /// Holds the result back while the guard lives; callbacks that are attached wait for it.
    ///
    /// A Deferred may be paused before or after it fires, and again by somebody else: it goes on when all guards
    /// are dropped. A guard is dropped once, so nobody can unpause more often than was paused. A cancel goes to the
    /// Deferred that is paused, and its result then waits for the guards as any other.
    ///
    /// ```
    /// use deferred::{succeed, testing::{assert_no_result, success_result_of}};
    ///
    /// let (pause, d) = succeed(20).paused();
    /// let d = assert_no_result(d.map(|n| n + 1));
    /// drop(pause);
    /// assert_eq!(success_result_of(d), 21);
    /// ```
    ///
    /// Twisted: `Deferred.pause`, and `unpause` where the guard is dropped.
    #[doc(alias("pause", "unpause"))]
    #[track_caller]
    pub fn paused(self) -> (PauseGuard<T, R, Thread>, Self) {
        let (resolver, d) = pair_forwarding_cancels(self.handle(), Location::caller());
        (PauseGuard { paused: Some((self, resolver)) }, d)
    }

    /// Sends the Deferred through a pipeline: a `chain!` without a source, or any function of a Deferred.
    ///
    /// ```
    /// use deferred::{Deferred, chain, succeed, testing::success_result_of};
    ///
    /// fn doubled(d: Deferred<u32>) -> Deferred<u32> {
    ///     chain! { d; then |n| n * 2 }
    /// }
    ///
    /// let d = succeed(5).pipe(doubled).pipe(chain! { then |n| n + 1 });
    /// assert_eq!(success_result_of(d), 11);
    /// ```
    #[inline]
    pub fn pipe<P: TakesDeferred<Self, U, As>, U, As>(self, pipeline: P) -> U {
        pipeline(self)
    }
}

#[cold]
fn noted<R: ErrorSet>(failure: Failure<R>, note: &dyn Display, site: Site) -> Failure<R> {
    failure.noting(Note::new(note.to_string(), site.location()))
}

/// Keeps a Deferred [paused](Deferred::paused); when the guard is dropped, the callbacks that wait run before the
/// drop is over.
///
/// ```
/// use deferred::Deferred;
///
/// let (guard, d) = Deferred::<u32>::succeed(20).paused();
/// assert!(!d.is_ready());
/// drop(guard);
/// assert!(d.is_ready());
/// ```
///
/// Twisted: `Deferred.unpause`, where the guard is dropped.
#[must_use = "dropped at once, it pauses nothing"]
pub struct PauseGuard<T: 'static, R: ErrorSet + 'static, Thread: Flavour = ThisThread> {
    /// `None` only once unpaused.
    paused: Option<Paused<T, R, Thread>>,
}

/// The Deferred that is paused, and the resolver that gets its result.
type Paused<T, R, Thread> = (Deferred<T, R, Thread>, Resolver<T, R, Thread>);

impl<T: 'static, R: ErrorSet, Thread: Flavour> Drop for PauseGuard<T, R, Thread> {
    fn drop(&mut self) {
        if let Some((d, resolver)) = self.paused.take() {
            crate::runtime::unwind::contain(|| d.chain_into(resolver));
        }
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Debug for PauseGuard<T, R, Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PauseGuard")
    }
}
