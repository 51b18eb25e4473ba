//! `closure_kept_in_a_variable`, mended: the closure says what it takes.

use deferred::{Deferred, chain};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = |page: String| page.len();
    chain! { fetch("/index"); then length, then |n: usize| println!("{n}") }.detach();
}
