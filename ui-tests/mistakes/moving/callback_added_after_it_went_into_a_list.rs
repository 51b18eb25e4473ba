// Code: E-callback-added-after-it-went-into-a-list
// Words: rustc's own (E0382)
//! A callback added to a Deferred, after it went into a list (case 38 of Twisted's edge cases).
//!
//! The guide: "if you add a callback to the Deferred after adding the Deferred to the DeferredList,
//! the value returned by that callback will not be given to the DeferredList's callback. To avoid
//! confusion, we recommend not adding callbacks to a Deferred once it has been used in a
//! DeferredList."
//!
//! Here it is more than a recommendation: the list has taken its members.
//!
//! The fix: attach the callback first, and put what comes out into the list.

use deferred::{Deferred, chain, list};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let first = cached("/first");
    let second = cached("/second");
    let pages = list([first, second]);
    let longer = chain! { first; then |page| page + " ten" };
    longer.detach();
    pages.detach();
}
