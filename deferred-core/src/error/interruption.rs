//! The crate's own errors: a Deferred was cancelled, abandoned, or took too long.

use core::any::{TypeId, type_name};
use core::error::Error;
use core::fmt::{self, Display};
use core::time::Duration;

/// The error of a cancelled Deferred: somebody asked for its result not to come any more.
///
/// A failure that a cancel brought about was asked for: dropping it is not [reported](crate::error::unhandled).
///
/// `Cancelled` is in the set of a Deferred where, and only where, it can happen:
/// [`cancel`](crate::Deferred::cancel) and [`CancelHandle`](crate::CancelHandle) cancel a Deferred, and both
/// require it in the set.
///
/// In generic code two members of a set can turn out to be of this type, `(E, Cancelled)` where `E` is `Cancelled`.
/// A cancel does not know then which of them was meant, and goes to neither: it is noted, as where the set has no
/// `Cancelled`, and no canceller runs, but for one that returns the result itself
/// ([`cancellable_with`](crate::Deferred::cancellable_with)).
///
/// ```
/// use deferred::{Cancelled, Deferred, chain, testing::success_result_of};
///
/// let (resolver, page) = Deferred::<&str, (Cancelled,)>::pending();
/// page.cancel();
/// let shown = chain! { page; catch |_: Cancelled| "nothing" };
/// assert_eq!(success_result_of(shown), "nothing");
///
/// assert!(resolver.is_cancelled());
/// assert_eq!(resolver.try_succeed("late"), Err("late"));
/// ```
///
/// Twisted: `CancelledError`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[doc(alias = "CancelledError")]
pub struct Cancelled;

impl Display for Cancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cancelled")
    }
}

impl Error for Cancelled {}

/// The error of a chain whose resolver was dropped unfired, if it is in the set.
///
/// A set in which two members turned out to be of this type, in generic code, has no place for it: the chain is
/// abandoned then as if the set had none.
///
/// ```
/// use deferred::{Abandoned, Deferred, chain, testing};
///
/// let (resolver, d) = Deferred::<u8, (Abandoned,)>::pending();
/// let d = chain! { d; catch |_: Abandoned| 0 };
/// drop(resolver);
/// assert_eq!(testing::success_result_of(d), 0);
/// ```
///
/// Twisted has no counterpart: a Deferred that nobody fires waits for ever.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Abandoned;

impl Display for Abandoned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the resolver was dropped unfired")
    }
}

impl Error for Abandoned {}

/// The error of a [`timeout`](crate::Deferred::timeout) and of [`give_up_after`](crate::Deferred::give_up_after):
/// the result took too long.
///
/// ```
/// use deferred::TimedOut;
/// use std::time::Duration;
///
/// assert_eq!(TimedOut { after: Duration::from_secs(5) }.to_string(), "timed out after 5s");
/// ```
///
/// Twisted: `TimeoutError`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[doc(alias = "TimeoutError")]
pub struct TimedOut {
    /// The time after which the result was too late.
    pub after: Duration,
}

impl Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "timed out after {:?}", self.after)
    }
}

impl Error for TimedOut {}

/// The name of a type: for the errors here the path that programs import, and else as the compiler writes it.
pub(crate) fn name_of<X: 'static>() -> &'static str {
    let own = [
        (TypeId::of::<Cancelled>(), "deferred::Cancelled"),
        (TypeId::of::<Abandoned>(), "deferred::Abandoned"),
        (TypeId::of::<TimedOut>(), "deferred::TimedOut"),
    ];
    let found = own.into_iter().find(|(id, _)| *id == TypeId::of::<X>());
    found.map_or_else(type_name::<X>, |(_, name)| name)
}
