//! `catch_twice`, mended: one of them is enough.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index").catch(|_: Timeout| String::from("too late"));
    page.detach();
}
