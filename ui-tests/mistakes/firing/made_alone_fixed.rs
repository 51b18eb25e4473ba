//! `made_alone`, mended: a pair, whose resolver fires.

use deferred::{Deferred, testing::success_result_of};

#[derive(Debug)]
struct Timeout;

fn main() {
    let (resolver, page) = Deferred::<String, (Timeout,)>::pending();
    resolver.succeed("a page".to_owned());
    assert_eq!(success_result_of(page), "a page");
}
