//! `paused`: holds a result back while a guard lives.

use crate::cancel::pair_forwarding_cancels;
use crate::deferred::Deferred;
use crate::deferred::resolver::Resolver;
use crate::error::set::ErrorSet;
use crate::flavour::{Flavour, ThisThread};
use core::fmt::{self, Debug};
use core::panic::Location;

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
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
