// Code: E-finally-takes-a-value
//! A function of the value behind `finally`.
//!
//! In Twisted, `addBoth(log)` gives it the value, or the `Failure`, and puts what it gives in the place of either.
//!
//! `finally` runs on every way out, and on some there is no value: it gives its callback nothing.
//!
//! The fix: `inspect` for what looks at the value, or `finally_with` for what looks at the outcome.

use deferred::Deferred;

fn log(page: &String) {
    println!("{page}");
}

fn main() {
    let page = Deferred::<_>::succeed(String::from("page"));
    page.finally(log).detach();
}
