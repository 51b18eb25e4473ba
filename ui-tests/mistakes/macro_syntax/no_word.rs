// Code: E-unknown-stage
//! A callback with no word before it.
//!
//! In Twisted the method's name says on which track a callback is: `d.addCallback(..)`. Here it is the
//! word before it; without one it could be any of six stages.
//!
//! The chain goes on behind it as it was before, in the editor too.
//!
//! The fix: the word.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page| page.to_uppercase(),
        |_| String::from("too late"),
    };
    page.detach();
}
