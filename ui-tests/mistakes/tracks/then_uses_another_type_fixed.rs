//! `then_uses_another_type`, mended: the body uses what a `String` has.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let sum = chain! {
        fetch("/index");
        then |page| page.bytes().map(i32::from).sum::<i32>(),
        catch |_: Timeout| 0,
    };
    assert_eq!(deferred::testing::success_result_of(sum), 1273);
}
