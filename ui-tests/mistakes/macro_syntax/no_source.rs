// Code: E-no-source
//! A semicolon, and no source before it.
//!
//! In Python the missing source would be a syntax error, `.addCallback(shout)` by itself.
//!
//! A chain begins with what it is attached to. (Without source *and* semicolon it is a pipeline, a
//! function of a Deferred.)
//!
//! The fix: write the source before the semicolon.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        ;
        then |page: String| page.to_uppercase(),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
