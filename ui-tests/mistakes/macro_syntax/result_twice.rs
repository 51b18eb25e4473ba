// Code: E-result-twice
//! A call that asks for the result twice.
//!
//! In Twisted the result is the first argument, and there is one.
//!
//! Here `_` says where it goes, and a value can go to one place. That the second parameter is a
//! `&str` would have been the next mistake.
//!
//! The fix: one `_`; or a closure, which may clone.

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
        then render(_, _),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
