// Code: E-handler-gives-another-type
//! A handler of several errors that gives a value of another type than the chain carries.
//!
//! It is the same mistake as with one error, and as silent in Twisted: whoever comes next is given
//! a 0 in place of a page.
//!
//! Here what `catch Timeout | NotFound => ..` gives is checked just as well.
//!
//! The fix: a value of the chain's type.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(_url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::fail(Timeout)
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch Timeout | NotFound => |_| 0,
    };
    page.detach();
}
