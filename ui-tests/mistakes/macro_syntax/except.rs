// Code: E-unknown-stage
//! A handler by the name that it has in Python.
//!
//! The guide itself compares errbacks to `except` blocks, so the word is at hand.
//!
//! Here the word is `catch`, and like `except Timeout` it traps one type, and lets the rest pass.
//!
//! The fix: `catch`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        except |_: Timeout| String::from("too late"),
    };
    page.detach();
}
