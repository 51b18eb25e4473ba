// Code: E-two-flavours
//! A callback of a plain chain gives a Deferred that crosses threads.
//!
//! In Twisted `deferToThread` brings the result back to the reactor's thread by itself, and what fires a Deferred from elsewhere
//! is a bug that its guide warns of.
//!
//! A plain chain stays on its thread, with all that its callbacks hold. If it waited for this one, the rest of it would
//! run on the thread that fires there.
//!
//! The fix: an `Inbox`, which brings the result to this thread.

use deferred::{Deferred, chain, threads};

fn fetch() -> Deferred<String, (), threads::AnyThread> {
    let (resolver, page) = threads::pending();
    std::thread::spawn(move || resolver.succeed("page".to_owned()));
    page
}

fn main() {
    let length = chain! {
        Deferred::succeed("/index");
        then |_| fetch(),
        then |page| page.len(),
    };
    length.detach();
}
