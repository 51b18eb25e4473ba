//! `with_an_error_where_nothing_can_fail`, mended: the pair promises the error, and the chain
//! handles it.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn main() {
    let (resolver, page) = Deferred::<&str, (Timeout,)>::pending();
    resolver.fail(Timeout);
    chain! { page; catch |_: Timeout| "too late" }.detach();
}
