//! `callback_fails_with_what_is_not_debug`, mended: the error is `Debug`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct BadMarkup;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn parse(page: String) -> Result<usize, BadMarkup> {
    if page.is_empty() { Err(BadMarkup) } else { Ok(page.len()) }
}

fn main() {
    let length = chain! {
        cached("/index");
        then parse,
        catch |_: BadMarkup| 0,
    };
    assert_eq!(deferred::testing::success_result_of(length), 14);
}
