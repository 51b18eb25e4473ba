// Code: E-fired-in-a-loop
// Words: rustc's own (E0382)
//! A Deferred fired in a loop.
//!
//! A Deferred is one result, not a stream of them. In Twisted the second turn raises
//! AlreadyCalledError.
//!
//! Here the resolver is moved by the first turn, and is not there for the second.
//!
//! The fix: a Deferred for each result. Behind a callback that comes many times, a channel or a
//! queue.

use deferred::Deferred;

fn main() {
    let (resolver, number) = Deferred::<i32>::pending();
    for n in 0..3 {
        resolver.succeed(n);
    }
    number.detach();
}
