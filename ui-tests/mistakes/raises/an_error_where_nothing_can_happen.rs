// Code: E-raises-too-much
//! A checkpoint that names an error, where nothing can be in flight at all.
//!
//! The function was safe all the time, or became so; a Twisted program would keep its errback for
//! ever.
//!
//! Here the checkpoint is held against the truth: nothing is in flight.
//!
//! The fix: take it away, and the handler with it. Or write down what is true: `raises nothing`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        raises Timeout,
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
