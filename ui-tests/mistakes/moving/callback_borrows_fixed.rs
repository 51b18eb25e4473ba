//! `callback_borrows`, mended: the callback owns what it uses.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let prefix = String::from("> ");
    let quoted = chain! {
        cached("/index");
        then move |page| format!("{prefix}{page}"),
    };
    assert_eq!(deferred::testing::success_result_of(quoted), "> page at /index");
}
