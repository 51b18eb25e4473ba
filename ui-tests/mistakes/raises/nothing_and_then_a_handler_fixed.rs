//! `nothing_and_then_a_handler`, mended: the checkpoint comes last.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        then |page| page.to_uppercase(),
        raises nothing,
    };
    assert_eq!(deferred::testing::success_result_of(page), "PAGE AT /INDEX");
}
