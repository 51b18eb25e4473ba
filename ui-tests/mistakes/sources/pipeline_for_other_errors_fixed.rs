//! `pipeline_for_other_errors`, mended: the pipeline is made for what comes.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let pipeline = chain! { for String raises Timeout; then |page| page.len(), catch |_: Timeout| 0 };
    let length = fetch("/index").pipe(pipeline);
    assert_eq!(deferred::testing::success_result_of(length), 14);
}
