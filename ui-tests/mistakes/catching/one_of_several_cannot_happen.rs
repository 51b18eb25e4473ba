// Code: E-catch-of-what-cannot-happen
//! A handler for several errors, of which one cannot be in flight.
//!
//! `failure.trap(NotFound, Gone)` in Twisted never says that `Gone` was given up two versions ago.
//!
//! Here every error of the list is looked up in the set of what is in flight. `NotFound` is there,
//! `Gone` is not.
//!
//! The fix: name those that can happen.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

#[derive(Debug)]
struct Gone;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch NotFound | Gone => |_| String::from("not here"),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
