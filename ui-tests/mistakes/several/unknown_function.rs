// Code: E-unknown-function
// Words: rustc's own (E0425)
//! A function that does not exist.
//!
//! In Twisted the NameError comes when the line is run that attaches it, which for an error path
//! may be never.
//!
//! Here the path of a callback is an ordinary path, with the compiler's ordinary error, and just
//! one of it.
//!
//! The fix: the right name, or a `use`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then count_words,
        then |count| count + 1,
        catch |_: Timeout| 0,
    };
    length.detach();
}
