//! `raises_names_one_that_cannot_happen`, mended: it names what can happen.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index").raises::<(Timeout,), _>();
    page.catch(|_: Timeout| String::new()).detach();
}
