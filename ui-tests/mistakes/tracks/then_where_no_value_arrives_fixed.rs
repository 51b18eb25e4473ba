//! `then_where_no_value_arrives`, mended: it is not there.

use deferred::{Deferred, Never, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

#[derive(Debug)]
struct Closed;

fn closed(_: String) -> Result<Never, Closed> {
    Err(Closed)
}

fn main() {
    let page = chain! {
        fetch("/index");
        then closed,
    };
    assert!(deferred::testing::failure_result_of(page).is::<Closed>());
}
