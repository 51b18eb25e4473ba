//! `branches_with_different_errors`, mended: both branches say what may happen.

use deferred::{Deferred, chain, testing::success_result_of};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("old page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        then |page| if page.is_empty() { fetch("/index") } else { cached("/about").raises_at_most() },
        catch |_: Timeout| String::new(),
    };
    assert_eq!(success_result_of(page), "old page at /about");
}
