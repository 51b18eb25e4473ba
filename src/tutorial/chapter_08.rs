//! Time: clocks, waiting, and what takes too long.
//!
//! A [`Clock`](crate::Clock) calls functions later. There is one of tokio's, and any event loop's own timers are one in twenty lines; tests move a
//! [`TestClock`](crate::TestClock) by hand. What takes too long is cancelled by `timeout`, tried again by [`retry`](crate::retry()), and
//! done again and again by a [`LoopingCall`](crate::LoopingCall):
//!
//! ```
//! use deferred::{Cancelled, Deferred, TestClock, TimedOut, chain, later, testing::success_result_of};
//! use std::time::Duration;
//!
//! fn slow(clock: &TestClock) -> Deferred<&'static str, (Cancelled,)> {
//!     later(clock, Duration::from_secs(60)).map(|()| "a page")
//! }
//!
//! let clock = TestClock::new();
//! let shown = chain! {
//!     slow(&clock);
//!     timeout(&clock, Duration::from_secs(5)),
//!     catch |_: TimedOut| "too late",
//!     catch |_: Cancelled| "not wanted",
//! };
//! clock.advance(Duration::from_secs(5));
//! assert_eq!(success_result_of(shown), "too late");
//! assert!(clock.is_empty()); // nothing waits for the page any more
//! ```
//!
//! A timeout is a cancel, so it asks for something that can be cancelled:
//!
#![doc = include_str!("words/timing.stage_of_what_cannot_be_cancelled.md")]
//!
//! Next: [threads](super::chapter_09).
