//! `then_written_for_a_result`, mended: `then` takes the value alone.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page: String| page.len(),
        catch |_: Timeout| 0,
    };
    assert_eq!(deferred::testing::success_result_of(length), 14);
}
