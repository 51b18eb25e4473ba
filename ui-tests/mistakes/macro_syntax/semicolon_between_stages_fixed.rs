//! `semicolon_between_stages`, mended: a comma stands between the stages.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page| page.to_uppercase(),
        catch |_: Timeout| String::from("too late"),
    };
    assert_eq!(deferred::testing::success_result_of(page), "PAGE AT /INDEX");
}
