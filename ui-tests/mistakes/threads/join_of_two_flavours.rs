// Code: E-two-flavours
//! A Deferred that crosses threads and one that stays on its thread, waited for together.
//!
//! In Twisted `gatherResults` takes what it is given; who fires one of them from another thread finds out by himself.
//!
//! The result of several is one Deferred of one flavour: it either stays on its thread, or is decided on any.
//!
//! The fix: an `Inbox`, which brings the one that crosses threads to this thread.

use deferred::{Deferred, join, threads};

fn main() {
    let (resolver, page) = threads::pending::<String, ()>();
    let both = join!(Deferred::succeed(1), page);
    std::thread::spawn(move || resolver.succeed("page".to_owned()));
    both.detach();
}
