//! `shared_errors_are_not_clone`, mended: the error is `Clone`.

use deferred::Deferred;

#[derive(Clone, Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let shared = fetch("/index").share();
    shared.get().catch(|_: Timeout| String::new()).detach();
}
