//! `finally_with_two_parameters`, mended: the callback takes nothing.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout| String::from("too late"),
        finally || println!("closed"),
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
