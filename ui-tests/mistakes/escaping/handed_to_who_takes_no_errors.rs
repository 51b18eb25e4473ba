// Code: E-handed-to-who-takes-no-errors
// Words: rustc's own (E0308)
//! A Deferred that may fail, handed to a function that takes only such as cannot.
//!
//! A Twisted API can say in its documentation "must not fail", and log it when one does.
//!
//! Here it says so in its parameter: `Deferred<String>` has no error in flight. What may fail does
//! not get in, so the function needs no handler for the day when somebody did not read the
//! documentation.
//!
//! The fix: handle the error first.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn show_when_there(page: Deferred<String>) {
    chain! { page; then |page| println!("{page}") }.detach();
}

fn main() {
    let page = fetch("/index");
    show_when_there(page);
}
