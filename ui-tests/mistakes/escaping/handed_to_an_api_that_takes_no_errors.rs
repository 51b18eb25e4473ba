// Code: E-handed-to-an-api-that-takes-no-errors
// Words: rustc's own (E0308)
//! A pipeline that lets an error escape, handed to a function which allows none.
//!
//! In Twisted a framework logs "Unhandled error in Deferred" for what its users forgot to handle.
//!
//! Here a signature demands it: what the handler gives back has no errors.
//!
//! The fix: handle the error in the pipeline.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn serve(handler: impl FnOnce(Deferred<String, (Timeout,)>) -> Deferred<String>) -> Deferred<String> {
    handler(fetch("/index"))
}

fn main() {
    let served = serve(chain! { then |page: String| page.to_uppercase() });
    served.detach();
}
