//! `pair_errback_takes_another_error`, mended: the errback takes the failure that is in flight.

use deferred::{Deferred, Failure, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page| page.len() else |_: Failure<(Timeout,)>| 0,
    };
    assert_eq!(deferred::testing::success_result_of(length), 14);
}
