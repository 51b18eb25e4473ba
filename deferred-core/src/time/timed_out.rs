//! The error of what took too long.

use core::error::Error;
use core::fmt::{self, Display};
use core::time::Duration;

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
