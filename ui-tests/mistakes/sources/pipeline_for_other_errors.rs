// Code: E-pipeline-takes-another-deferred
//! A pipeline made for other errors than come to it.
//!
//! A Twisted function that attaches callbacks to a Deferred that it is given cannot say which
//! errors it knows how to handle.
//!
//! Here the pipeline says it: it takes a `String` unless `NotFound`. A Deferred that may fail with
//! a `Timeout` does not go through.
//!
//! The fix: a pipeline for what comes.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let pipeline = chain! { for String raises NotFound; then |page| page.len(), catch |_: NotFound| 0 };
    let length = fetch("/index").pipe(pipeline);
    length.detach();
}
