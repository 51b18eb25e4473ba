//! `join_given_to_what_takes_less`, mended: one is caught.

use deferred::{Deferred, join};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

#[derive(Debug)]
struct Exceeded;

fn quota() -> Deferred<u8, (Exceeded,)> {
    Deferred::succeed(7)
}

fn main() {
    let both: Deferred<(String, u8), (Timeout,)> = join!(fetch("/index"), quota().catch(|_: Exceeded| 0));
    assert_eq!(deferred::testing::success_result_of(both).1, 7);
}
