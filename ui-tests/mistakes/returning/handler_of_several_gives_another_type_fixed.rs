//! `handler_of_several_gives_another_type`, mended: the handler gives a `String`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(_url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::fail(Timeout)
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch Timeout | NotFound => |_| String::new(),
    };
    assert_eq!(deferred::testing::success_result_of(page), "");
}
