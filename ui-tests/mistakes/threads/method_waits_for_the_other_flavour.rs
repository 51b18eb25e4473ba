// Code: E-two-flavours
//! `then` as a method of a Deferred that crosses threads, with a callback that gives one which stays on its thread.
//!
//! In Twisted there is one kind of Deferred, and its guide warns not to touch it from another thread.
//!
//! As in `chain!`: what crosses threads goes on where the Deferred that it waits for is fired, and a plain one must not be touched there.
//!
//! The fix: give a Deferred of `threads::pending`; for what is there already use `map`, or give a `Result`.

use deferred::{Deferred, threads};

fn parse(page: &str) -> Deferred<usize> {
    Deferred::succeed(page.len())
}

fn main() {
    let (resolver, page) = threads::pending::<String, ()>();
    let length = page.then(|page| parse(&page));
    std::thread::spawn(move || resolver.succeed("page".to_owned()));
    length.detach();
}
