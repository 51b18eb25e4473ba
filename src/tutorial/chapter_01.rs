//! The first callback: a result that comes later, and what is done with it.
//!
//! A function that has its result only later gives a [`Deferred`](crate::Deferred) now. Whoever asked attaches callbacks to it. Whoever has
//! the result, some day, fires the other side, the [`Resolver`](crate::Resolver):
//!
//! ```
//! use deferred::{Clock, Deferred, TestClock, chain};
//! use std::time::Duration;
//!
//! /// The guide's `getDummyData`: three times `x`, after two seconds.
//! fn get_dummy_data(clock: &TestClock, x: u32) -> Deferred<u32> {
//!     let (resolver, d) = Deferred::pending();
//!     clock.call_later(Duration::from_secs(2), Box::new(move || resolver.succeed(x * 3))).detach();
//!     d
//! }
//!
//! let clock = TestClock::new();
//! chain! {
//!     get_dummy_data(&clock, 3);
//!     then |n| format!("Result: {n}"), // the result is what the callback is given
//!     then |html| println!("{html}"),  // and what it gives is given to the next
//! }
//! .detach();
//! clock.advance(Duration::from_secs(2)); // here it is printed
//! ```
//!
//! What stands before the semicolon is the *source*, and each `then` is a *stage*. There is no reactor: callbacks run when the result is set,
//! on the stack of whoever sets it. On a source that has its result already they run at once.
//!
//! [`detach`](crate::Deferred::detach) says that nobody wants the end of the chain. Left away, the compiler warns:
//!
#![doc = include_str!("words/moving.ignored.md")]
//!
//! # One result, once
//!
//! In Twisted, whoever has the Deferred can fire it, and the second time that is an `AlreadyCalledError`. Here firing takes the resolver:
//!
#![doc = include_str!("words/firing.twice.md")]
//!
//! And attaching takes the Deferred. So nobody adds a callback to what another goes on with, where it would see a result that is not the one it
//! was meant for:
//!
#![doc = include_str!("words/moving.used_after_it_was_chained.md")]
//!
//! Who needs one result twice [shares](crate::Deferred::share) it.
//!
//! Next: [two tracks](super::chapter_02).
