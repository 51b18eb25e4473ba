//! Async code: awaiting, without an executor.
//!
//! [`run`](crate::run()) makes a Deferred of a future, which is polled by whoever fires what it awaits; it is Twisted's `inlineCallbacks`. A callback may be
//! async as well, and with [`raises`](macro@crate::raises) a function's `?` collects its errors into a set:
//!
//! ```
//! use deferred::{Deferred, chain, raises, succeed, testing::success_result_of};
//! use std::num::ParseIntError;
//!
//! #[derive(Debug)]
//! struct Offline;
//!
//! fn fetch(url: &str) -> Deferred<String, (Offline,)> {
//!     if url == "/off" { Deferred::fail(Offline) } else { Deferred::succeed(url.len().to_string()) }
//! }
//!
//! #[raises(Offline, ParseIntError)]
//! async fn sum(urls: [&'static str; 2]) -> i32 {
//!     let mut sum = 0;
//!     for url in urls {
//!         sum += fetch(url).await?.parse::<i32>()?;
//!     }
//!     Ok(sum)
//! }
//!
//! let total: Deferred<i32> = chain! {
//!     succeed(["/one", "/three"]);
//!     then sum,
//!     catch |_: Offline| -1,
//!     catch |_: ParseIntError| 0,
//! };
//! assert_eq!(success_result_of(total), 10);
//! ```
//!
//! An error that the function does not name is blamed at its `?`:
//!
#![doc = include_str!("words/raises.attribute_misses_an_error.md")]
//!
//! With an executor, [`from_future`](crate::Deferred::from_future) spawns a task there. A task that is dropped cancels what it awaits, and a Deferred that is
//! cancelled drops its future.
//!
//! Next: [testing](super::chapter_11).
