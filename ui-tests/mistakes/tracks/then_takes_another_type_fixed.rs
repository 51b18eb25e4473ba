//! `then_takes_another_type`, mended: a stage in between gives the number.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let doubled = chain! {
        fetch("/index");
        then |page| page.len(),
        then |count: usize| count * 2,
        catch |_: Timeout| 0,
    };
    assert_eq!(deferred::testing::success_result_of(doubled), 28);
}
