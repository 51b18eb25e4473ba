//! `three_stages_wrong`, mended: each stage fits the one before.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        catch |_: Timeout| String::new(),
        finally || println!("closed"),
        then |page: String| page.len(),
    };
    assert_eq!(deferred::testing::success_result_of(length), 14);
}
