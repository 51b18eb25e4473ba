// Code: E-unknown-stage
//! A stage written as the call of Twisted's method.
//!
//! `d.addCallback(shout)` is the habit of years. In a chain the stages are words, with the callback
//! behind them, and no parentheses.
//!
//! The fix: `then shout`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn shout(page: String) -> String {
    page.to_uppercase()
}

fn main() {
    let page = chain! {
        fetch("/index");
        addCallback(shout),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
