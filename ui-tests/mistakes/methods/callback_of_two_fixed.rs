//! `callback_of_two`, mended: the closure has it from around.

use deferred::Deferred;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let times = 2;
    let text = cached("/index").map(move |page| page.repeat(times));
    text.detach();
}
