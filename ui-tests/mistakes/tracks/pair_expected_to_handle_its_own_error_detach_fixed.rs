//! `pair_expected_to_handle_its_own_error_detach`, mended: the handler stands behind the callback,
//! and sees its error.

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

fn main() {
    let length = chain! {
        fetch("/index");
        then parse,
        catch |_| 0,
    };
    assert_eq!(deferred::testing::success_result_of(length), 0);
}
