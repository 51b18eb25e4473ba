//! `unknown_function`, mended: the callback exists.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page| page.split(' ').count(),
        then |count| count + 1,
        catch |_: Timeout| 0,
    };
    assert_eq!(deferred::testing::success_result_of(length), 4);
}
