// Code: E-no-comma, E-handler-gives-another-type
// Mistakes: 2
//! A comma that is missing, and a handler of the wrong type.
//!
//! In Twisted the second one shows when the handler runs.
//!
//! Here a slip of punctuation leaves no doubt of what was meant. So the types are known, and every mistake in
//! them is reported beside it.
//!
//! The fix: the comma, and text from the handler.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page| page.to_uppercase()
        catch |_: Timeout| 0,
        raises nothing,
    };
    page.detach();
}
