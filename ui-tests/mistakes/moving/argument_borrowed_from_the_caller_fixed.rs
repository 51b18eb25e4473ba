//! `argument_borrowed_from_the_caller`, mended: the function owns the theme, and the callback lends
//! it.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn render(page: String, theme: &str) -> String {
    format!("<{theme}>{page}</{theme}>")
}

fn themed(theme: String) -> Deferred<String> {
    chain! {
        cached("/index");
        then render(_, &theme),
    }
}

fn main() {
    assert_eq!(deferred::testing::success_result_of(themed(String::from("b"))), "<b>page at /index</b>");
}
