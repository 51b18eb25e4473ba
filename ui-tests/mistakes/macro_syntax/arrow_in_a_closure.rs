// Code: E-arrow-in-a-closure
//! A closure with an arrow between its parameter and its body.
//!
//! In Python it would be `lambda page: len(page)`, in JavaScript `page => page.length`.
//!
//! Here a closure is one of Rust's: `|page| page.len()`. The `=>` of a `catch` stands between the errors and their handler.
//!
//! The fix: take the arrow away.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page| => page.len(),
        catch |_: Timeout| 0,
    };
    length.detach();
}
