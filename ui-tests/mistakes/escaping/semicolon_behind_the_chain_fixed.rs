//! `semicolon_behind_the_chain`, mended: the function gives the chain.

use deferred::{Deferred, chain, testing::success_result_of};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn length(url: &str) -> Deferred<usize> {
    chain! { fetch(url); then |page| page.len() }
}

fn main() {
    assert_eq!(success_result_of(length("/index")), 14);
}
