// Code: E-comma-too-many
//! A comma too many.
//!
//! Between two commas there is a stage, and here there is none: most likely one was deleted. A
//! single comma after the last stage is fine.
//!
//! The fix: take it away, or write the stage that should be there.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page| page.to_uppercase(),,
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
