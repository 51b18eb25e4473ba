// Code: E-catch-of-what-cannot-happen
//! The same error handled twice, one handler behind the other.
//!
//! In Twisted the second errback is dead code, unless the first one raises the error again; nothing
//! but reading both tells which it is.
//!
//! Here the first `catch` takes `Timeout` out of the set, so the second has nothing to handle. If
//! the first one gave a `Result` with a `Timeout`, it would be in the set again, and the second one
//! in order.
//!
//! The fix: keep one of the two.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout| String::from("too late"),
        catch |_: Timeout| String::from("still too late"),
        catch |_: NotFound| String::from("not here"),
    };
    page.detach();
}
