//! `list_of_a_value`, mended: the `Result` is a Deferred.

use deferred::{Deferred, chain, list};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let both = list!(chain! { "7".parse::<u8>(); }, fetch("/index"));
    assert!(deferred::testing::success_result_of(both).0.is_ok());
}
