// Code: E-flavour-is-open
//! A chain in a function that is generic over the flavour.
//!
//! Twisted has one kind of Deferred, and every callback runs on the reactor's thread.
//!
//! Here a Deferred of `ThisThread` takes any callback, and one of `AnyThread` those that are `Send`. A chain asks of its flavour, for each of
//! its callbacks, which of the two it is. Where the flavour is a type parameter, nobody can say: a closure has no name for a bound.
//!
//! The fix: a function for one flavour, and a second for the other if it is needed. What attaches nothing may stay generic.

use deferred::{Deferred, Flavour, chain, succeed};

fn doubled<Thread: Flavour>(number: Deferred<u32, (), Thread>) -> Deferred<u32, (), Thread> {
    chain! {
        number;
        then |n| 2 * n,
    }
}

fn main() {
    doubled(succeed(1)).detach();
}
