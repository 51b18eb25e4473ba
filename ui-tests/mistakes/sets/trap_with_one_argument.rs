// Code: E-place-left-away
// Words: rustc's own (E0107)
//! `trap` with the error alone: "method takes 2 generic arguments but 1 generic argument was supplied".
//!
//! In Twisted `failure.trap(Timeout)` is given the error and nothing else.
//!
//! Here there is a second parameter, the error's place in the set, which the compiler finds. Rust has no
//! way to leave it away; and what the compiler proposes, the parameter's own name, is no type. The same
//! goes for `raises`, `raises_at_most`, `trap_any` and `widen`.
//!
//! The fix: `_` for the place; or no arguments where the error is known from what is done with it.

use deferred::OneOf;

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn is_slow(error: OneOf<(Timeout, NotFound)>) -> bool {
    error.trap::<Timeout>().is_ok()
}

fn main() {
    assert!(is_slow(OneOf::new(Timeout)));
}
