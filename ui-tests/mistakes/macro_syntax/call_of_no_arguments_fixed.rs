//! `call_of_no_arguments`, mended: the function is named.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn shout(page: String) -> String {
    page.to_uppercase()
}

fn main() {
    let page = chain! {
        fetch("/index");
        then shout,
        catch |_: Timeout| String::from("too late"),
    };
    assert_eq!(deferred::testing::success_result_of(page), "PAGE AT /INDEX");
}
