// Code: E-finally-takes-a-value, E-then-takes-another-type
// Mistakes: 2
//! A `finally` that takes the value, and behind it a `then` that takes something else.
//!
//! In Python each mistake is found on its own, one run after the other.
//!
//! Here a `finally` changes nothing, whatever it takes, so what comes after it is known, and both mistakes are said.
//!
//! The fix: let the one take nothing, and the other what arrives.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        finally |page: String| drop(page),
        then |length: usize| length,
        catch |_: Timeout| 0,
    };
    length.detach();
}
