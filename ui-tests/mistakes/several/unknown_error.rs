// Code: E-unknown-error
// Words: rustc's own (E0425)
//! An error that does not exist.
//!
//! In Twisted `failure.trap(TimeOut)` is a NameError inside of the errback, raised while the real
//! error is handled: the chain goes on with the NameError.
//!
//! Here the type of a handler is an ordinary type, with the compiler's ordinary error.
//!
//! The fix: the right name. The compiler proposes it.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: TimeOut| String::from("too late"),
    };
    page.detach();
}
