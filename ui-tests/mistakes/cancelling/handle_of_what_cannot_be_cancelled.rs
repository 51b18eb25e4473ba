// Code: E-cancel-of-what-cannot-be-cancelled
//! A handle to cancel something that no cancel can end.
//!
//! In Twisted whoever has the Deferred can call `cancel` later, and finds out then what becomes of it.
//!
//! Here a handle is only given for what can be cancelled, so one that somebody has does cancel.
//!
//! The fix: `Cancelled` in the set of what the handle is for.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn main() {
    let (resolver, page) = Deferred::<String, (Timeout,)>::pending();
    let handle = page.cancel_handle();
    chain! { page; catch |_: Timeout| String::new() }.detach();
    handle.cancel();
    resolver.fail(Timeout);
}
