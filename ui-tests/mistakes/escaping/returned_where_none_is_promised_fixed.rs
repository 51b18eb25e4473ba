//! `returned_where_none_is_promised`, mended: the function says what can go wrong, and its caller
//! handles it.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn length(url: &str) -> Deferred<usize, (Timeout,)> {
    chain! {
        fetch(url);
        then |page| page.len(),
    }
}

fn main() {
    chain! { length("/index"); catch |_: Timeout| 0 }.detach();
}
