//! `what_cannot_be_cancelled`, mended: `Cancelled` is in the set, and handled.

use deferred::{Cancelled, Deferred};

fn main() {
    let (resolver, saved) = Deferred::<u32, (Cancelled,)>::pending();
    saved.cancel();
    saved.catch(|_: Cancelled| 0).detach();
    resolver.succeed(1);
}
