// Code: E-no-source-where-a-deferred-is-needed
// Words: rustc's own (E0599)
//! A chain whose source was forgotten, used as a Deferred.
//!
//! Without a source it is a pipeline: a function that takes a Deferred and gives one, which
//! Twisted's users write as `def attach(d): ...`. It has no method `detach`, as it is a closure.
//!
//! The fix: give it a source. Or give it to one: `fetch("/index").pipe(chain! { .. })`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        then |page: String| page.to_uppercase(),
    };
    page.detach();
}
