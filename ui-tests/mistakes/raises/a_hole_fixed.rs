//! `a_hole`, mended: filled in as the message says.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct BadMarkup;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn parse(page: String) -> Result<usize, BadMarkup> {
    if page.is_empty() { Err(BadMarkup) } else { Ok(page.len()) }
}

fn main() {
    let length = chain! { fetch("/index"); then parse, raises Timeout | BadMarkup, catch |_| 0 };
    assert_eq!(deferred::testing::success_result_of(length), 14);
}
