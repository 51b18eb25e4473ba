// Code: E-no-comma
//! A semicolon between two stages.
//!
//! A stage is not a statement. The one semicolon of a chain stands after its source, and commas
//! stand between the stages.
//!
//! The fix: a comma.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page| page.to_uppercase();
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
