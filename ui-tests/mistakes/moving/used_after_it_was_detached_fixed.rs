//! `used_after_it_was_detached`, mended: the chain is let go of at its end.

use deferred::Deferred;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = cached("/index");
    page.map(|page| page.len()).detach();
}
