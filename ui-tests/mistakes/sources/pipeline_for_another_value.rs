// Code: E-pipeline-takes-another-deferred
//! A pipeline made for another value than comes to it.
//!
//! A Twisted function that attaches callbacks to a Deferred finds out what that carries when the callbacks run.
//!
//! Here the pipeline says it: it takes a `usize`, and a `String` comes.
//!
//! The fix: a pipeline for what comes, or a callback before it that makes it so.

use deferred::{Deferred, chain, succeed};

fn main() {
    let doubled = chain! { for usize; then |count| count * 2 };
    let doubled: Deferred<usize> = succeed(String::from("page")).pipe(doubled);
    doubled.detach();
}
