//! Lists: several Deferreds at once.
//!
//! [`list`](crate::list()) waits for all, whatever they come to; [`gather`](crate::gather) for all values or the first failure;
//! [`race`](crate::race) for the first value; [`join!`](macro@crate::join) for Deferreds of different types:
//!
//! ```
//! use deferred::{Deferred, chain, gather, join, list, succeed, testing::success_result_of};
//!
//! #[derive(Debug)]
//! struct Bang;
//!
//! let (one, first) = Deferred::<&str, (Bang,)>::pending();
//! let (two, second) = Deferred::<&str, (Bang,)>::pending();
//! let came = chain! {
//!     list([first, second]);
//!     then |outcomes| outcomes.into_iter().map(|outcome| outcome.ok()).collect::<Vec<_>>(),
//! };
//! one.succeed("one");
//! two.fail(Bang);
//! assert_eq!(success_result_of(came), [Some("one"), None]);
//!
//! assert_eq!(success_result_of(gather([succeed(1), succeed(2)])), [1, 2]);
//! assert_eq!(success_result_of(join!(succeed(1), succeed("two"))), (1, "two"));
//! ```
//!
//! # When callbacks are added
//!
//! > You should be careful about when those callbacks are added. [..] We recommend not adding callbacks to a Deferred once it has been used in a
//! > `DeferredList`.
//!
//! It is the list's, so nobody does:
//!
#![doc = include_str!("words/moving.callback_added_after_it_went_into_a_list.md")]
//!
//! # What a list fails with
//!
//! > A standard `DeferredList` will never call errback.
//!
//! Its set is empty, so an errback on it is one that could never run:
//!
#![doc = include_str!("words/together.errors_of_a_list.md")]
//!
//! Where the first failure ends it, those that come later are reported, not lost: `consumeErrors` is
//! [`members(..).late(f)`](crate::Members::late) or [`drop_late`](crate::Members::drop_late). With
//! [`cancel_rest`](crate::Members::cancel_rest) the others are not awaited in vain.
//!
//! Next: [cancelling](super::chapter_07).
