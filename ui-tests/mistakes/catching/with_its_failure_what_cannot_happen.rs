// Code: E-catch-of-what-cannot-happen
//! A handler that takes the failure of an error, with its traceback, where that error cannot be in
//! flight.
//!
//! In Twisted every errback is given the whole failure, of whatever kind.
//!
//! Here a handler asks for the failure by its type: `Failure<(NotFound,)>` is a failure that can be
//! nothing else. Such a one cannot be in flight here, where only a `Timeout` can.
//!
//! The fix: ask for the failure that can happen.

use deferred::{Deferred, Failure, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |failure: Failure<(NotFound,)>| format!("{failure:?}"),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
