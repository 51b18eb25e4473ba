//! Threads: results that come from elsewhere.
//!
//! A Deferred and its resolver stay on their thread, and cost no atomics. Those of [`threads::pending`](crate::threads::pending) have the same stages
//! and go anywhere; callbacks run where it is fired. An [`Inbox`](crate::threads::Inbox) brings a result back, and
//! [`defer_to_thread`](crate::threads::defer_to_thread) runs what blocks:
//!
//! ```
//! use deferred::{Panicked, chain, testing::success_result_of, threads::{self, Inbox}};
//! use std::rc::Rc;
//!
//! let inbox = Inbox::new();
//! let unit = Rc::new("m"); // it stays here, and so does the callback that has it
//! let sum = threads::defer_to_thread(|| (1..=1_000_u64).sum::<u64>());
//! let shown = chain! {
//!     inbox.bring(sum);
//!     then move |sum| format!("{sum} {unit}"),
//!     catch |_: Panicked| "?".to_owned(),
//! };
//! inbox.run();
//! assert_eq!(success_result_of(shown), "500500 m");
//! ```
//!
//! Twisted's Deferreds are not for threads, which its documentation says, and nothing checks. Here the compiler does:
//!
#![doc = include_str!("words/threads.resolver_goes_to_another_thread.md")]
//!
//! And what a callback takes along has to be able to go where it runs:
//!
#![doc = include_str!("words/threads.callback_holds_an_rc.md")]
//!
//! Next: [async code](super::chapter_10).
