//! `async_closure`, mended: it looks first.

use deferred::{Deferred, chain, testing::success_result_of};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

async fn log(line: String) {
    println!("{line}");
}

fn main() {
    let page = chain! {
        cached("/index");
        finally |outcome| {
            let line = format!("{}", outcome.is_some());
            async move { log(line).await }
        },
    };
    assert_eq!(success_result_of(page), "page at /index");
}
