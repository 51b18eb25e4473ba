//! `inspect_changes_the_value`, mended: `then` gives the new value.

use deferred::{Deferred, chain};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    chain! { fetch("/index"); then |page| page + ".", then |page| println!("{page}") }.detach();
}
