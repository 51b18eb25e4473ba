// Code: E-then-takes-another-type
//! A `then` that asks for a `Result`, as if failures came to it as well.
//!
//! In Twisted a callback never sees a failure; people who do not trust that write callbacks that
//! check for one, and the branch is never run.
//!
//! Here it is the same rule, and it is in the type: `then` is given the `String` alone. A failure
//! goes past it, to the next `catch`.
//!
//! The fix: take the value. For the outcome, value or failure, there is `both`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page: Result<String, Timeout>| page.map_or(0, |page| page.len()),
        catch |_: Timeout| 0,
    };
    length.detach();
}
