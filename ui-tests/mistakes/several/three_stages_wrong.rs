// Code: E-handler-gives-another-type, E-finally-gives-a-value, E-then-takes-another-type
// Mistakes: 3
//! Several stages wrong in one chain.
//!
//! In Twisted one finds one mistake a run: the first one makes a failure, and the callbacks after
//! it are skipped.
//!
//! Here each is reported once, at its own place: the chain goes on with what the stage should have
//! given, so that nothing is reported that merely follows from another mistake. The handler gives a
//! number for a page, `finally` gives a value, and the last callback takes a number.
//!
//! The fix: all three at once.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        catch |_: Timeout| 0,
        finally || "closed",
        then |count: usize| count * 2,
    };
    length.detach();
}
