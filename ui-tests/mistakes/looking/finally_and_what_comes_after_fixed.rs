//! `finally_and_what_comes_after`, mended: the one takes nothing, the other what arrives.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        finally || println!("done"),
        then |page: String| page.len(),
        catch |_: Timeout| 0,
    };
    assert_eq!(deferred::testing::success_result_of(length), 14);
}
