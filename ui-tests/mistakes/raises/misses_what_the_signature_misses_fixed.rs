//! `misses_what_the_signature_misses`, mended: the other error is caught before.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn page() -> Deferred<usize, (Timeout,)> {
    chain! {
        fetch("/index");
        then |text| text.len(),
        catch |_: NotFound| 0,
        raises Timeout,
    }
}

fn main() {
    page().catch(|_: Timeout| 0).detach();
}
