// Code: E-both-takes-the-value
// Words: rustc's own (E0631)
//! `both` as a method, with a callback that takes the value.
//!
//! Twisted's guide warns of `addBoth`: "the type of the first argument is indeterminate".
//!
//! Here `both` gives its callback the outcome. A method's parameter is a plain `FnOnce`, so the words
//! are the compiler's own: expected is what `both` gives, found is what the callback takes.
//!
//! The fix: `map` for the value, and a handler for the failure.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = fetch("/index").both(|page: String| Deferred::<_>::succeed(page.len()));
    length.detach();
}
