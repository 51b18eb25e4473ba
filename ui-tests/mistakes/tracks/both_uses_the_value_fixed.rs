//! `both_uses_the_value`, mended: the callback matches on the outcome.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let tidied = chain! {
        fetch("/index");
        both |outcome| match outcome {
            Ok(page) => page.to_uppercase(),
            Err(failure) => format!("{failure:?}"),
        },
    };
    assert_eq!(deferred::testing::success_result_of(tidied), "PAGE AT /INDEX");
}
