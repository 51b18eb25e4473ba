//! `handler_of_everything_gives_nothing`, mended: the handler logs, and gives a page to go on with.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(_url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::fail(Timeout)
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |failure| {
            eprintln!("{failure:?}");
            String::new()
        },
        then |page| page.len(),
    };
    assert_eq!(deferred::testing::success_result_of(page), 0);
}
