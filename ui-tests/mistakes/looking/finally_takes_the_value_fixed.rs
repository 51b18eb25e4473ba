//! `finally_takes_the_value`, mended: the callback matches on what there is.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        finally |outcome| {
            if let Some(Ok(page)) = outcome {
                println!("{page}");
            }
        },
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
