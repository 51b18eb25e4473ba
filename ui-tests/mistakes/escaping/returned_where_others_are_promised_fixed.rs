//! `returned_where_others_are_promised`, mended: the one error is turned into the other.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn length(url: &str) -> Deferred<usize, (NotFound,)> {
    chain! {
        fetch(url);
        then |page| page.len(),
        catch |_: Timeout| Err(NotFound),
    }
}

fn main() {
    chain! { length("/index"); catch |_: NotFound| 0 }.detach();
}
