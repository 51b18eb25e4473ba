//! `result_inside_another_call`, mended: a closure makes both calls.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn shorten(page: String) -> String {
    page.chars().take(4).collect()
}

fn render(page: String, theme: &str) -> String {
    format!("<{theme}>{page}</{theme}>")
}

fn main() {
    let page = chain! {
        cached("/index");
        then |page| render(shorten(page), "b"),
    };
    assert_eq!(deferred::testing::success_result_of(page), "<b>page</b>");
}
