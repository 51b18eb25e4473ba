// Code: E-failure-matched-as-the-error
// Words: rustc's own (E0308)
//! A failure matched as if it were the error.
//!
//! In Twisted `failure.check(NotText)` asks for the type, and `failure.value` has the error.
//!
//! A failure has the error in it, and where it was raised. Which error it is a `catch` says before it is called.
//!
//! The fix: one handler for each error, named in its parameter.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct NotText(String);

fn fetch(url: &str) -> Deferred<String, (NotText,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |failure| match failure {
            NotText(text) => text,
        },
    };
    page.detach();
}
