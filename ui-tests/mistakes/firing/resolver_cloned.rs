// Code: E-resolver-cloned
// Words: rustc's own (E0599)
//! A resolver cloned, so that two may fire.
//!
//! In Twisted whoever has the Deferred may fire it, and the second gets an `AlreadyCalledError`.
//!
//! A resolver is the right to fire once. Two of them would be one too many.
//!
//! The fix: hand it to the one who fires; where the first of several is to win, `race` takes a Deferred of each.

use deferred::Deferred;

fn main() {
    let (resolver, page) = Deferred::<String>::pending();
    let second = resolver.clone();
    resolver.succeed("page".to_owned());
    second.succeed("other page".to_owned());
    page.detach();
}
