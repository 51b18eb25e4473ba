//! `chain_ignored`, mended: `detach` says that it goes on by itself.

#![deny(unused_must_use)]

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    chain! { cached("/index"); then |page| println!("{page}") }.detach();
}
