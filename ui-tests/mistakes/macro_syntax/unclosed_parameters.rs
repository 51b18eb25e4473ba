// Code: E-parameters-have-no-end
//! A closure whose parameters have no end.
//!
//! The second bar was forgotten. Everything up to the next bar, a stage away, would be parameters.
//!
//! The fix: the bar.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page page.to_uppercase(),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
