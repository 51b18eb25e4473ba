// Code: E-cancel-of-what-cannot-be-cancelled
//! Cancelling a chain behind the handler of that very cancel.
//!
//! In Twisted a cancel goes up the chain to what is waited for, whatever was attached since, and nothing says whether
//! somebody down here still learns of it.
//!
//! Here the set says it: behind the handler nothing is left that a cancel could come to.
//!
//! The fix: take a handle before, `cancel_handle`, and keep that.

use deferred::{Cancelled, Deferred, chain};

fn main() {
    let (resolver, page) = Deferred::<String, (Cancelled,)>::pending();
    let shown = chain! {
        page;
        then |page| page.len(),
        catch |_: Cancelled| 0,
    };
    shown.cancel();
    shown.detach();
    resolver.succeed(String::from("page"));
}
