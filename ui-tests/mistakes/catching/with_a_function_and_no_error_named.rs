// Code: E-handler-takes-another-error
//! A handler given as a function of one error, with no error named before it.
//!
//! A closure says in its parameter what it handles; the path of a function does not. So `catch f`
//! alone handles whatever is in flight, as `addErrback(f)` does, and `f` is given a `Failure`, from
//! which Twisted's user would get the error by `failure.value`.
//!
//! Here `apologize` takes a plain `Timeout`, and does not fit.
//!
//! The fix: name the error, and the function is given it: `catch Timeout => apologize`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn apologize(error: Timeout) -> String {
    format!("{error:?}")
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch apologize,
    };
    page.detach();
}
