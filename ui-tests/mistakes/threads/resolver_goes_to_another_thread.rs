// Code: E-stays-on-its-thread
// Words: rustc's own (E0277)
//! A plain Deferred, fired on another thread.
//!
//! Twisted's guide warns of it: what is called in a thread must not fire a Deferred, and `callFromThread` or `deferToThread`
//! are to be used. What does so anyway runs the callbacks on the wrong thread, one day in the middle of another.
//!
//! A plain pair has no atomics, and its callbacks hold what they like. So neither of its sides is `Send`.
//!
//! The fix: `threads::pending`, whose resolver fires on any thread.

use deferred::Deferred;

fn main() {
    let (resolver, length) = Deferred::<usize>::pending();
    std::thread::spawn(move || resolver.succeed(4));
    length.detach();
}
