//! `prints_what_cannot_be_displayed`, mended: it is printed with `{:?}`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |failure| {
            println!("sorry: {failure:?}");
            String::new()
        },
    };
    page.detach();
}
