// Code: E-cancel-of-what-cannot-be-cancelled
//! Cancelling something that no cancel can end.
//!
//! In Twisted every Deferred has `cancel`. What has no canceller comes to CancelledError at once, its operation goes
//! on, and what that gives in the end is swallowed.
//!
//! Here `Cancelled` is among the errors of what can be cancelled, and this has none of them.
//!
//! The fix: make the pair with `Cancelled` in its set, or with a canceller, `cancellable`.

use deferred::Deferred;

fn main() {
    let (resolver, saved) = Deferred::<u32>::pending();
    saved.cancel();
    saved.detach();
    resolver.succeed(1);
}
