// Code: E-result-inside-a-call
//! The `_` of a call stands inside another call.
//!
//! In Twisted `addCallback(render, shorten(page))` calls `shorten` when the chain is made, long
//! before there is a page.
//!
//! Here the arguments beside `_` are evaluated when the chain is made, too, and the result goes where
//! `_` stands among them: not into a call that has been made by then.
//!
//! The fix: a closure.

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
        then render(shorten(_), "b"),
    };
    page.detach();
}
