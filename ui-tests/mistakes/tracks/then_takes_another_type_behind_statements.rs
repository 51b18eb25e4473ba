// Code: E-then-takes-another-type
//! A block that prepares something, and ends in a closure that takes something else than what arrives.
//!
//! In Twisted the function that makes the callback runs well, and the callback is called with a page one day.
//!
//! A block stands for the callback in which it ends. What its closure says that it takes is asked as of any closure.
//!
//! The fix: let it take what the chain carries.

use deferred::{Deferred, chain};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then {
            let most = "a long page".len();
            move |length: usize| length.min(most)
        },
    };
    length.detach();
}
