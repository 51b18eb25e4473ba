//! Typed callback chains: Twisted's `Deferred`, with the errors that may still be in flight written in the type.
//!
//! # A tour
//!
//! A [`Deferred<T, R>`](Deferred) is a result that will be there later: a `T`, unless one of the errors in the tuple
//! `R` happens. A [`Resolver`] fires it.
//!
//! ```
//! use deferred::{Deferred, testing};
//!
//! let (resolver, d) = Deferred::<u32>::pending();
//! let d = d.map(|n| n + 1);
//! resolver.succeed(41);
//! assert_eq!(testing::success_result_of(d), 42);
//! ```
//!
//! [`chain!`] attaches several callbacks at once, and keeps account of the errors. Here `R` goes from `(Offline,)` over
//! `(Offline, ParseIntError)` to `()`:
//!
//! ```
//! use deferred::{Deferred, chain, fail, succeed, testing};
//! use std::num::ParseIntError;
//!
//! #[derive(Debug)]
//! struct Offline;
//!
//! fn fetch() -> Deferred<String, (Offline,)> {
//!     Deferred::succeed("forty-two".into())
//! }
//!
//! let number: Deferred<u32> = chain! {
//!     fetch();
//!     then |text| text.parse::<u32>(),
//!     catch |_: ParseIntError| 42,
//!     catch |_: Offline| 0,
//! };
//! assert_eq!(testing::success_result_of(number), 42);
//! ```
//!
//! A callback may give another Deferred: the chain waits for it, and its errors join the set. A function that promises
//! `Deferred<u32>` cannot let an error escape, and one that takes a `Deferred<u32>` need not think of any:
//!
//! ```compile_fail
//! # use deferred::{Deferred, fail};
//! # #[derive(Debug)]
//! # struct Offline;
//! fn number() -> Deferred<u32> {
//!     fail(Offline) // expected `Deferred<u32>`, found `Deferred<_, (Offline,)>`
//! }
//! ```
//!
//! [`list`] and [`gather`] wait for several. What nobody handled goes to [`unhandled`]; tests look at results with
//! [`testing`].
//!
//! # From Twisted
//!
//! | Twisted | here |
//! | --- | --- |
//! | `Deferred()` | [`Deferred::pending`] |
//! | `d.callback(x)`, `d.errback(e)` | [`Resolver::succeed`], [`Resolver::fail`] |
//! | `defer.succeed(x)`, `defer.fail(e)` | [`succeed`], [`fail()`] |
//! | `d.addCallback(f)` | `then f` |
//! | `d.addErrback(f)` with `failure.trap(E)` | `catch` with the error's type |
//! | `d.addErrback(f)` | `catch` with a failure |
//! | `d.addCallbacks(f, g)` | `then f else g` |
//! | `d.addBoth(f)` | `both f`, or `finally f` to clean up |
//! | `d.chainDeferred(other)` | [`Deferred::chain_into`] |
//! | `maybeDeferred(f, x)` | `maybe f(x);` |
//! | `DeferredList`, `gatherResults` | [`list`], [`gather`] |
//! | `Failure` | [`Failure`] |
//!
//! # Features
//!
//! - `std` (default): reports of unhandled failures go to standard error; callbacks that fire one another without end
//!   use constant stack; a panic in the printing of an error is caught.

#![no_std]
#![forbid(unsafe_code)]

pub use deferred_core::*;
pub use deferred_macros::chain;

/// The README's code, compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
