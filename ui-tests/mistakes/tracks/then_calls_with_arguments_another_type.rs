// Code: E-then-calls-with-arguments-another-type
// Words: rustc's own (E0308)
//! A call with further arguments, whose first parameter is of another type than the chain carries.
//!
//! `then repeat(_, 2)` is Twisted's `d.addCallback(repeat, 2)`: the result goes first, or where `_`
//! is, and the other arguments are kept for the call. There, what goes wrong in the call is a
//! failure at run time.
//!
//! Here the result and the further arguments are checked where they are written.
//!
//! The fix: give the call what it takes, with a stage before it.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn repeat(count: usize, times: usize) -> usize {
    count * times
}

fn main() {
    let repeated = chain! {
        fetch("/index");
        then repeat(_, 2),
        catch |_: Timeout| 0,
    };
    repeated.detach();
}
