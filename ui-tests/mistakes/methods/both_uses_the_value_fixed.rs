//! `both_uses_the_value`, mended: it looks at the outcome.

use deferred::{Deferred, succeed, testing::success_result_of};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let tidied = fetch("/index").both(|outcome| succeed(outcome.map_or(String::new(), |page| page.to_uppercase())));
    assert_eq!(success_result_of(tidied), "PAGE AT /INDEX");
}
