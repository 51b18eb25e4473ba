//! Testing: looking at results, and every order of events.
//!
//! A test fires what the code waits for, moves the clock, and looks at what came of it, without waiting for anything.
//! [`testing`](crate::testing) has trial's functions, [`unhandled::watch`](crate::unhandled::watch) its `flushLoggedErrors`. Where several things may
//! happen in any order, [`explore`](crate::testing::explore()) tries each:
//!
//! ```
//! use deferred::testing::{assert_no_result, explore, failure_result_of, success_result_of};
//! use deferred::{Cancelled, Deferred, chain, race};
//!
//! #[derive(Debug)]
//! struct Offline;
//!
//! let (resolver, page) = Deferred::<u8, (Offline,)>::pending();
//! let page = assert_no_result(page);
//! resolver.fail(Offline);
//! assert!(failure_result_of(page).is::<Offline>());
//!
//! let explored = explore(|scenario| {
//!     let (one, first) = Deferred::<&str, (Cancelled,)>::pending();
//!     let (two, second) = Deferred::<&str, (Cancelled,)>::pending();
//!     scenario.resolver("one", one).succeeds("one");
//!     scenario.resolver("two", two).succeeds("two");
//!     let winner = chain! { race([first, second]); then |(_, name)| name, catch |_| "nobody" };
//!     scenario.at_end(move || assert_ne!(success_result_of(winner), "nobody"));
//! });
//! assert_eq!(explored.orders(), 2);
//! ```
//!
//! A Deferred that never comes is a test's commonest fault. [`why_pending`](crate::Deferred::why_pending) says what it waits for, as a tree, with
//! the stages and the places. And a resolver that is made and forgotten is warned of where that happens:
//!
#![doc = include_str!("words/firing.a_resolver_that_is_ignored.md")]
//!
//! That is the course. What each name of Twisted's is here says `docs/from-twisted.md`; whole programs are in `examples`.
