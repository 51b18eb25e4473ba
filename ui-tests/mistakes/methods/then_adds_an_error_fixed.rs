//! `then_adds_an_error`, mended: it is said before that it can happen.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

#[derive(Debug)]
struct BadMarkup;

fn parse(page: String) -> Result<usize, BadMarkup> {
    if page.is_empty() { Err(BadMarkup) } else { Ok(page.len()) }
}

fn main() {
    let length = fetch("/index").raises_at_most::<(Timeout, BadMarkup), _>().then(parse);
    length.catch(|_: Timeout| 0).catch(|_: BadMarkup| 0).detach();
}
