//! `declared_with_the_same_error_twice`, mended: once is enough.

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
    };
    page.detach();
}
