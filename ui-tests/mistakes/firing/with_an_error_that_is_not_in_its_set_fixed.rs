//! `with_an_error_that_is_not_in_its_set`, mended: the pair promises both errors.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn main() {
    let (resolver, page) = Deferred::<&str, (Timeout, NotFound)>::pending();
    resolver.fail(NotFound);
    chain! { page; catch |_: Timeout| "too late", catch |_: NotFound| "not here" }.detach();
}
