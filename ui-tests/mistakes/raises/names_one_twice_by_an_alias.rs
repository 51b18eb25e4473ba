// Code: E-named-twice
//! One error named twice in a `raises`, the second time by another name.
//!
//! In Twisted a docstring says what may be raised, and nobody reads it closely.
//!
//! An alias is the same type. Which of the two places an error would have could not be said.
//!
//! The fix: name it once, or name the one that was meant.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

type TooLate = Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! { fetch("/index"); raises Timeout | TooLate };
    page.catch_all(|_| String::new()).detach();
}
