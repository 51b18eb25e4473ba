//! `ready_with_an_error_that_is_not_in_its_set`, mended: the signature promises both errors.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(_url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::fail(NotFound)
}

fn main() {
    chain! { fetch("/index"); catch |_: Timeout| String::new(), catch |_: NotFound| String::new() }.detach();
}
