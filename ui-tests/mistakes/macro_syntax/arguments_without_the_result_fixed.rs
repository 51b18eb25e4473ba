//! `arguments_without_the_result`, mended: the call says where the result goes.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn render(page: String, theme: &str) -> String {
    format!("<{theme}>{page}</{theme}>")
}

fn main() {
    let page = chain! {
        fetch("/index");
        then render(_, "b"),
        catch |_: Timeout| String::from("too late"),
    };
    assert_eq!(deferred::testing::success_result_of(page), "<b>page at /index</b>");
}
