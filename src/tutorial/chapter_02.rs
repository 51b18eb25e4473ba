//! Two tracks: values, failures, and how a result changes over.
//!
//! A Deferred comes to a value, or it fails. So a chain has two tracks, and each stage stands at one of them:
//!
#![doc = include_str!("two_tracks.html")]
//!
//! The guide explains it by four rules, all of which are in this picture:
//!
//! - what a callback gives is what the next is given;
//! - a callback that fails switches over to the failures;
//! - a failure goes down the line until somebody handles it;
//! - an errback that does not fail switches back to the values.
//!
//! That is the picture of this function. [`railway`](macro@crate::railway) draws those of your own.
//!
//! ```
//! use deferred::{Deferred, chain, fail, succeed, testing::success_result_of};
//!
//! #[derive(Debug)]
//! struct Timeout;
//! #[derive(Debug)]
//! struct NotFound;
//!
#![doc = include_str!("two_tracks.rs")]
//!
//! assert_eq!(success_result_of(shown(Deferred::succeed(4))), "<b>40</b>");
//! assert_eq!(success_result_of(shown(Deferred::succeed(3))), "<b>0</b>"); // `NotFound`, on the way
//! assert_eq!(success_result_of(shown(Deferred::fail(Timeout))), "<b>-1</b>");
//! ```
//!
//! # Errbacks go on
//!
//! > If an errback doesn't return anything, then it effectively returns `None`, meaning that callbacks will continue to be executed after this
//! > errback. This may not be what you expect to happen, so be careful.
//!
//! The chain goes on with what a handler gives, so that has to be what the chain carries:
//!
#![doc = include_str!("words/returning.handler_gives_nothing.md")]
//!
//! # A pair is not a sequence
//!
//! > There's another potential gotcha here. There's a method `addCallbacks` which is similar to, but not exactly the same as, `addCallback`
//! > followed by `addErrback`. [..] Be careful with your callbacks and errbacks.
//!
//! `addCallbacks` is `then f else g`. What `f` fails with does not come to `g`, which stands beside it. So it is still in flight behind the pair:
//!
#![doc = include_str!("words/tracks.pair_expected_to_handle_its_own_error_return.md")]
//!
//! # Whose arguments they are
//!
//! > `addCallbacks` (plural) requires the arguments to be passed in a tuple [..]: it cannot tell whether the arguments are meant for the callback
//! > or the errback, so they must be specifically marked by putting them into a tuple.
//!
//! Here each callback has its own, written as the call that it is: `then render(_, &theme) else explain(_, "index")`, with `_` where the result
//! goes. So `callbackArgs` and `errbackArgs` cannot be mixed up, and what the call takes is checked where it is written:
//!
#![doc = include_str!("words/tracks.then_calls_with_arguments_another_type.md")]
//!
//! Next: [typed sets](super::chapter_03).
