//! Pipelines: callbacks that wait, and chains that are given to others.
//!
//! A callback may give a Deferred itself. The chain waits for it, and its errors join the set. A `chain!` without a source is a *pipeline*, a function of
//! a Deferred; so a library says by a signature what it wants of one:
//!
//! ```
//! use deferred::{Deferred, chain, testing::success_result_of};
//!
//! #[derive(Debug)]
//! struct NoSuchUser;
//! #[derive(Debug)]
//! struct Offline;
//!
//! fn user(name: &str) -> Result<u32, NoSuchUser> {
//!     if name == "Alice" { Ok(7) } else { Err(NoSuchUser) }
//! }
//!
//! fn letters(user: u32) -> Deferred<Vec<String>, (Offline,)> {
//!     Deferred::succeed(vec![format!("Dear {user}")])
//! }
//!
//! /// Takes whatever can go wrong, and wants a page with which nothing can.
//! fn serve(
//!     name: &str,
//!     page: impl FnOnce(Deferred<Vec<String>, (NoSuchUser, Offline)>) -> Deferred<String>,
//! ) -> Deferred<String> {
//!     page(chain! { user(name); then letters }) // waits for the letters
//! }
//!
//! let page = serve("Alice", chain! {
//!     then |letters| letters.join("\n"),
//!     catch |_: NoSuchUser| "who are you?".to_owned(),
//!     catch |_: Offline| "please come again".to_owned(),
//! });
//! assert_eq!(success_result_of(page), "Dear 7");
//! ```
//!
//! A `Result` is a source as it stands. A function that may have its result at once or later, Twisted's `maybeDeferred`, is `maybe f(x);`.
//!
//! # What the other side lets through
//!
//! The guide's library function `authenticateUser` takes a function of its caller's, and can only hope. Here the caller's pipeline is asked to leave
//! no error, and one that does is blamed at its own words:
//!
#![doc = include_str!("words/escaping.handed_to_an_api_that_takes_no_errors.md")]
//!
//! # One chain waits, not two
//!
//! > Further additions to my callback chain do not affect `otherDeferred`.
//!
//! A Deferred that was given to another chain, by returning it or by [`chain_into`](crate::Deferred::chain_into), is that one's:
//!
#![doc = include_str!("words/moving.returned_to_two_chains.md")]
//!
//! Next: [lists](super::chapter_06).
