//! `then_calls_with_arguments_another_type`, mended: a stage in between gives the number.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn repeat(count: usize, times: usize) -> usize {
    count * times
}

fn main() {
    let repeated = chain! {
        fetch("/index");
        then |page| page.len(),
        then repeat(_, 2),
        catch |_: Timeout| 0,
    };
    assert_eq!(deferred::testing::success_result_of(repeated), 28);
}
