// Code: E-question-mark-on-a-deferred
// Words: rustc's own (E0277)
//! A callback that takes the value out of another Deferred with `?`.
//!
//! In Twisted `yield` does so in a function with `inlineCallbacks`.
//!
//! A Deferred has no value yet: `?` is for a `Result`. What a callback gives is waited for, and its errors join those of the chain.
//!
//! The fix: give the Deferred, with what is to be done then as a chain on it.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page| {
            let about = fetch("/about")?;
            Ok::<usize, Timeout>(page.len() + about.len())
        },
        catch |_: Timeout| 0,
    };
    length.detach();
}
