//! `ignored`, mended: the error is handled, and the Deferred let go of.

#![deny(unused_must_use)]

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    fetch("/index").catch(|_: Timeout| String::new()).detach();
}
