//! `callback_moves_what_is_used_again`, mended: each callback has its own.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let prefix = String::from("> ");
    let again = prefix.clone();
    let quoted = chain! {
        cached("/index");
        then move |page| format!("{prefix}{page}"),
        then move |page| format!("{again}{page}"),
    };
    assert_eq!(deferred::testing::success_result_of(quoted), "> > page at /index");
}
