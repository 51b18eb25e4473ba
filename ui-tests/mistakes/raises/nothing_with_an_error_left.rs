// Code: E-errors-left
//! `raises nothing`, where one error has been forgotten.
//!
//! In Twisted the belief that all errors are handled is tested in production.
//!
//! Here the belief is a stage: `raises nothing`. One error was caught, the other is still in
//! flight, and the compiler says which.
//!
//! The fix: catch that one, too.

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
        raises nothing,
    };
    page.detach();
}
