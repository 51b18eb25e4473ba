// Code: E-two-flavours
//! A callback of a chain that crosses threads gives a Deferred that stays on its thread.
//!
//! In Twisted there is one kind of Deferred, and its guide warns not to touch it from another thread.
//!
//! The chain runs wherever it is fired, and goes on where the Deferred that it waits for is fired. A plain one has no
//! atomics: two threads in it at a time would break it.
//!
//! The fix: give a Deferred of `threads::pending`; for what is there already, a `Result` or the value itself.

use deferred::{Deferred, chain, threads};

fn parse(page: &str) -> Deferred<usize> {
    Deferred::succeed(page.len())
}

fn main() {
    let (resolver, page) = threads::pending::<String, ()>();
    let length = chain! { page; then |page| parse(&page) };
    std::thread::spawn(move || resolver.succeed("page".to_owned()));
    length.detach();
}
