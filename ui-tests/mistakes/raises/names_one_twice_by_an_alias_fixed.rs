//! `names_one_twice_by_an_alias`, mended: it is named once.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

type TooLate = Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! { fetch("/index"); raises TooLate };
    page.catch_all(|_| String::new()).detach();
}
