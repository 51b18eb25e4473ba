// Code: E-no-lint
//! An attribute that would take a stage away.
//!
//! A stage changes the types of all that follow, so the chain with it and the chain without it are two
//! chains.
//!
//! In Twisted an `if` around the `addCallback` does it, and what follows has to live with both.
//!
//! The fix: the condition in the callback, or two chains.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        #[cfg(test)]
        then |page| page.to_uppercase(),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
