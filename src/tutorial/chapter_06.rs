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
//! # The first that comes
//!
//! > If `fireOnOneCallback` is set, the `DeferredList` will immediately call its callback as soon as any of its Deferreds call their callback. [..]
//! > after a callback or errback has been called the `DeferredList` will do nothing further (it will just silently ignore any other results
//! > from its Deferreds).
//!
//! [`first_success`](crate::first_success) is that, and ignores values alone: a failure that comes later is reported. [`race`](crate::race) cancels the
//! others, so their work does not go on for nothing, and says so where one of them cannot be cancelled:
//!
#![doc = include_str!("words/together.race_of_what_cannot_be_cancelled.md")]
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
