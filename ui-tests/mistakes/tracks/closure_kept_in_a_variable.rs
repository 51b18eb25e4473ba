// Code: E-closure-in-a-variable
// Words: rustc's own (E0282)
//! A closure kept in a variable, and then named in a chain.
//!
//! In Python a function takes whatever it is given.
//!
//! The type of a closure's parameter is found where the closure is given to something. Kept in a variable it comes before that.
//!
//! The fix: write the closure in the chain, or say what it takes.

use deferred::{Deferred, chain};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = |page| page.len();
    chain! { fetch("/index"); then length, then |n: usize| println!("{n}") }.detach();
}
