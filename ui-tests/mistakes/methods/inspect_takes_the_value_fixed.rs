//! `inspect_takes_the_value`, mended: it takes a reference.

use deferred::Deferred;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = cached("/index").inspect(|page: &String| assert!(!page.is_empty()));
    page.detach();
}
