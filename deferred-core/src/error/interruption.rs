//! The errors of the crate itself: a Deferred was cancelled, abandoned, or took too long.

use core::any::{TypeId, type_name};
use core::error::Error;
use core::fmt::{self, Display};
use core::time::Duration;

/// Somebody asked for the result not to come any more: what a cancelled Deferred fails with.
///
/// One that a cancel has brought about was asked for: what is let go with it is not [reported](crate::error::unhandled).
///
/// It is among the errors of a Deferred where, and only where, that can
/// happen: a Deferred is cancelled by [`cancel`](crate::Deferred::cancel) or a
/// [`CancelHandle`](crate::CancelHandle), and both ask for it in the set.
///
/// In generic code two errors of a set can turn out to be of this type, `(E, Cancelled)` where `E` is `Cancelled`. A cancel does not know
/// then which of them was meant, and goes to neither: it is noted, as where the set has none, and no canceller runs, but for one that says itself
/// what comes of it ([`cancellable_with`](crate::Deferred::cancellable_with)).
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

/// The resolver was dropped unfired: what a chain gets that has this among its errors.
///
/// A set in which two errors turned out to be of this type, in generic code, has no place for it: then the chain is abandoned as without.
///
/// ```
/// use deferred::{Abandoned, Deferred, chain, testing};
///
/// let (resolver, d) = Deferred::<u8, (Abandoned,)>::pending();
/// let d = chain! { d; catch |_: Abandoned| 0 };
/// drop(resolver);
/// assert_eq!(testing::success_result_of(d), 0);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Abandoned;

impl Display for Abandoned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the resolver was dropped unfired")
    }
}

impl Error for Abandoned {}

/// It took too long: what [`timeout`](crate::Deferred::timeout) and [`give_up_after`](crate::Deferred::give_up_after) fail with.
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
    /// How long it was given.
    pub after: Duration,
}

impl Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "timed out after {:?}", self.after)
    }
}

impl Error for TimedOut {}

/// The name of the type: of the errors here by the path that programs import, and else as the compiler says it.
pub(crate) fn name_of<X: 'static>() -> &'static str {
    let own = [
        (TypeId::of::<Cancelled>(), "deferred::Cancelled"),
        (TypeId::of::<Abandoned>(), "deferred::Abandoned"),
        (TypeId::of::<TimedOut>(), "deferred::TimedOut"),
    ];
    let found = own.into_iter().find(|(id, _)| *id == TypeId::of::<X>());
    found.map_or_else(type_name::<X>, |(_, name)| name)
}
