//! `arrow_in_a_closure`, mended: the arrow is gone.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page| page.len(),
        catch |_: Timeout| 0,
    };
    length.detach();
}
