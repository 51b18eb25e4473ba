//! Cancelling: what is not wanted any more.
//!
//! A cancel goes to the innermost Deferred that the chain waits for. That one's canceller ends what is under way, and the chain goes on with
//! [`Cancelled`](crate::Cancelled), which is an error of the set as any other. [`begun`](crate::Deferred::begun) makes a Deferred
//! whose canceller has what beginning gave:
//!
//! ```
//! use deferred::{CancelHandle, Cancelled, Clock, Deferred, TestClock, chain, testing::success_result_of};
//! use std::time::Duration;
//!
//! fn ring(clock: &TestClock) -> Deferred<&'static str, (Cancelled,)> {
//!     Deferred::begun(|resolver| {
//!         let bell = clock.call_later(Duration::from_secs(60), Box::new(move || resolver.succeed("rang")));
//!         move || drop(bell) // takes the call away
//!     })
//! }
//!
//! let clock = TestClock::new();
//! let bell = ring(&clock);
//! let stop: CancelHandle = bell.cancel_handle();
//! let heard = chain! { bell; catch |_: Cancelled| "slept on" };
//! stop.cancel();
//! assert!(clock.is_empty());
//! assert_eq!(success_result_of(heard), "slept on");
//! ```
//!
//! A cancel cannot come unexpected, since a Deferred that can be cancelled says so, and one that cannot has no `cancel`:
//!
#![doc = include_str!("words/cancelling.what_cannot_be_cancelled.md")]
//!
//! Next: [time](super::chapter_08).
