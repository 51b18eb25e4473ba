// Code: E-no-errors-named
//! A `catch` with `_` where the errors are named, as in the last arm of a `match`.
//!
//! In Python `except:` without a name takes everything.
//!
//! Here a `catch` without names takes everything that is in flight, and its handler is given the failure.
//!
//! The fix: leave the `_ =>` away.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! { fetch("/index"); then |page| page.len(), catch _ => |_| 0 };
    length.detach();
}
