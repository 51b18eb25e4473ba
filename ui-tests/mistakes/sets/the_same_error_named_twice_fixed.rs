//! `the_same_error_named_twice`, mended: it is named once.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch Timeout => |_| String::from("too late"),
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
