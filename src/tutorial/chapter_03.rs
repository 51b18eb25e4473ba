//! Typed sets: which errors may be in flight, and who handles them.
//!
//! `Deferred<Page, (Timeout, NotFound)>` is a `Page`, unless `Timeout` or `NotFound` happens. The tuple is a set; each stage moves it:
//!
//! ```
//! use deferred::{Deferred, chain, testing::success_result_of};
//! use std::num::ParseIntError;
//!
//! #[derive(Debug)]
//! struct Timeout;
//! #[derive(Debug)]
//! struct NotFound;
//!
//! fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
//!     if url == "/answer" { Deferred::succeed("42".to_owned()) } else { Deferred::fail(NotFound) }
//! }
//!
//! fn number(url: &str) -> Deferred<i32> {
//!     chain! {
//!         fetch(url);                         // Timeout, NotFound
//!         then |page| page.parse::<i32>(),    // Timeout, NotFound, ParseIntError
//!         catch |_: ParseIntError| 0,         // Timeout, NotFound
//!         raises Timeout | NotFound,          // says so, and is held to it
//!         catch Timeout | NotFound => |_| -1, // nothing
//!     }
//! }
//!
//! assert_eq!(success_result_of(number("/answer")), 42);
//! assert_eq!(success_result_of(number("/question")), -1);
//! ```
//!
//! A handler that names its error is Twisted's `failure.trap(..)`: the others pass. Whoever reads `number` knows that nothing can go wrong with
//! it. `raises ?` asks what is in flight at a point, and the compiler says it.
//!
//! # Traps for what cannot happen
//!
//! > If none of arguments passed to `failure.trap` match the error encapsulated in that `Failure`, then it re-raises the error.
//!
//! So an errback for the wrong error is never seen to be wrong. Here it is:
//!
#![doc = include_str!("words/catching.an_error_that_cannot_happen.md")]
//!
//! # Errors that nobody handles
//!
//! > If a Deferred is garbage-collected with an unhandled error, then Twisted will write the error's traceback to the log file. [..] Be careful
//! > though; if you keep a reference to the Deferred around, you may never see the error. [..] If unsure, you should explicitly add an errback after
//! > your callbacks.
//!
//! Nobody is unsure. A Deferred is let go where nothing can be in flight any more:
//!
#![doc = include_str!("words/escaping.detached_with_one_error.md")]
//!
//! Who drops it all the same gets a report at once, from [`unhandled`](crate::unhandled); no garbage collector decides when. And what takes a
//! `Deferred<T>`, without a set, is given none with errors:
//!
#![doc = include_str!("words/escaping.handed_to_who_takes_no_errors.md")]
//!
//! Next: [`addBoth` as an outcome](super::chapter_04).
