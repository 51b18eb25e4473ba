//! `no_source_where_a_deferred_is_needed`, mended: the chain has its source.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page: String| page.to_uppercase(),
        catch |_: Timeout| String::new(),
    };
    assert_eq!(deferred::testing::success_result_of(page), "PAGE AT /INDEX");
}
