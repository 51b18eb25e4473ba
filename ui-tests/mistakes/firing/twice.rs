// Code: E-fired-twice
// Words: rustc's own (E0382)
//! A Deferred fired twice (case 5 of Twisted's edge cases).
//!
//! In Twisted the second call raises AlreadyCalledError, at run time, into whoever made it. That is
//! often an innocent one: a timeout that comes late, a reply that comes twice.
//!
//! Here the right to fire is the resolver, and firing takes it. Who has fired has nothing left to
//! fire with.
//!
//! The fix: fire once. Where two sides race, keep the resolver in an `Option`, and `take` it.

use deferred::Deferred;

fn main() {
    let (resolver, page) = Deferred::<&str>::pending();
    resolver.succeed("here");
    resolver.succeed("again");
    page.detach();
}
