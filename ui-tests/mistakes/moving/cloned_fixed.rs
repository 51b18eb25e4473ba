//! `cloned`, mended: the value is cloned, in a callback.

use deferred::Deferred;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = cached("/index");
    page.map(|page| (page.clone(), page)).detach();
}
