//! `raises_misses_an_error`, mended: it is caught before.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index").catch(|_: NotFound| String::from("not here")).raises::<(Timeout,), _>();
    page.catch(|_: Timeout| String::new()).detach();
}
