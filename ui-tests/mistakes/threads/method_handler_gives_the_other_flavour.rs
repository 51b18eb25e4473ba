// Code: E-callback-gives-another-type
//! A handler as a method of a Deferred that crosses threads, which gives a Deferred that stays on its thread.
//!
//! In Twisted there is one kind of Deferred, and its guide warns not to touch it from another thread.
//!
//! The chain runs wherever it is fired, so a handler gives a value, a `Result`, or a Deferred that crosses threads too.
//!
//! The fix: for what is there already, the value itself; else a Deferred of `threads::pending`.

use deferred::{Deferred, threads};

#[derive(Debug)]
struct Timeout;

fn cached() -> Deferred<String> {
    Deferred::succeed("page".to_owned())
}

fn main() {
    let (resolver, page) = threads::pending::<String, (Timeout,)>();
    let page = page.catch(|_: Timeout| cached());
    std::thread::spawn(move || resolver.fail(Timeout));
    page.detach();
}
