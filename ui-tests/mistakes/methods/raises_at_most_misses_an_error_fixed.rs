//! `raises_at_most_misses_an_error`, mended: it is promised.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

#[derive(Debug)]
struct NotFound;

fn shown(url: &str) -> Deferred<String, (NotFound, Timeout)> {
    fetch(url).raises_at_most()
}

fn main() {
    shown("/index").catch(|_: NotFound| String::new()).catch(|_: Timeout| String::new()).detach();
}
