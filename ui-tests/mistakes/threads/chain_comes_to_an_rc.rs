// Code: E-value-is-not-send
//! A chain that crosses threads comes to an `Rc`.
//!
//! Python has no such types; a Twisted program that makes something in one thread and uses it in another finds out by itself.
//!
//! The value is made where the chain is fired, and taken by whoever has the Deferred, perhaps on another thread. So
//! what it comes to must be `Send`, as what its callbacks hold.
//!
//! The fix: an `Arc`, or make the `Rc` behind an `Inbox`.

use deferred::{chain, threads};
use std::rc::Rc;

fn main() {
    let (resolver, name) = threads::pending::<String, ()>();
    let shared = chain! { name; then |name| Rc::new(name) };
    std::thread::spawn(move || resolver.succeed("page".to_owned()));
    shared.detach();
}
