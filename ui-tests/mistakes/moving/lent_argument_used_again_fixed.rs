//! `lent_argument_used_again`, mended: the callback has its own.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn render(page: String, theme: &str) -> String {
    format!("<{theme}>{page}</{theme}>")
}

fn main() {
    let theme = String::from("b");
    let rendered = chain! {
        cached("/index");
        then render(_, &theme.clone()),
    };
    println!("{theme}");
    assert_eq!(deferred::testing::success_result_of(rendered), "<b>page at /index</b>");
}
