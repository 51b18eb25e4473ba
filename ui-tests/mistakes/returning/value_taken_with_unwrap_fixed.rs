//! `value_taken_with_unwrap`, mended: a callback has the value.

use deferred::{Deferred, chain};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    chain! { fetch("/index"); then |page| println!("{page}") }.detach();
}
