// Code: E-named-twice
//! A `catch` that lists an error under two names.
//!
//! In Python `except (Timeout, Late)` does no harm where both are one class.
//!
//! Here each name takes an error out of the set, and there is only one to take.
//!
//! The fix: name it once.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

type Late = Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! { fetch("/index"); catch Timeout | Late => |_| String::new() };
    page.detach();
}
