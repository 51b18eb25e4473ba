// Code: E-catch-of-what-cannot-happen
//! A handler of a cancel, in a chain that cannot be cancelled.
//!
//! In Twisted an errback that traps CancelledError can stand anywhere, and nothing says whether it can ever run.
//!
//! Here a cancel is an error as any: what is not in the set cannot be caught.
//!
//! The fix: make the source with `Cancelled` in its set, or take the handler away.

use deferred::{Cancelled, Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn main() {
    let (resolver, page) = Deferred::<String, (Timeout,)>::pending();
    let shown = chain! {
        page;
        catch |_: Cancelled| String::from("not wanted"),
        catch |_: Timeout| String::from("too late"),
    };
    shown.detach();
    resolver.fail(Timeout);
}
