//! `several_at_once`, mended: all of them are mended.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page| page.to_uppercase(),
        then |page| page.len(),
        then |length| format!("{length} bytes"),
        catch |_: Timeout| String::from("too late"),
    };
    assert_eq!(deferred::testing::success_result_of(page), "14 bytes");
}
