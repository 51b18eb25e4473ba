//! `handle_of_what_cannot_be_cancelled`, mended: it can be cancelled, and the chain says what then.

use deferred::{Cancelled, Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn main() {
    let (resolver, page) = Deferred::<String, (Timeout, Cancelled)>::pending();
    let handle = page.cancel_handle();
    chain! { page; catch |_: Timeout| String::new(), catch |_: Cancelled| String::new() }.detach();
    handle.cancel();
    resolver.fail(Timeout);
}
