//! `handed_to_an_api_that_takes_no_errors`, mended: the pipeline handles the error.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn serve(handler: impl FnOnce(Deferred<String, (Timeout,)>) -> Deferred<String>) -> Deferred<String> {
    handler(fetch("/index"))
}

fn main() {
    let served = serve(chain! {
        then |page: String| page.to_uppercase(),
        catch |_: Timeout| String::from("too late"),
    });
    assert_eq!(deferred::testing::success_result_of(served), "PAGE AT /INDEX");
}
