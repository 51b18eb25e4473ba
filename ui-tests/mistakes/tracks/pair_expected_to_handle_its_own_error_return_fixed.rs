//! `pair_expected_to_handle_its_own_error_return`, mended: the handler stands behind the callback,
//! and the promise holds.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct BadMarkup;

fn fetch(_url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(String::new())
}

fn parse(page: String) -> Result<usize, BadMarkup> {
    if page.is_empty() { Err(BadMarkup) } else { Ok(page.len()) }
}

fn length(url: &str) -> Deferred<usize> {
    chain! {
        fetch(url);
        then parse,
        catch |_| 0,
    }
}

fn main() {
    assert_eq!(deferred::testing::success_result_of(length("/index")), 0);
}
