//! `handler_gives_nothing`, mended: the handler ends with the page to go on with.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(_url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::fail(Timeout)
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |error: Timeout| {
            eprintln!("{error:?}");
            String::new()
        },
        then |page| page.len(),
    };
    assert_eq!(deferred::testing::success_result_of(page), 0);
}
