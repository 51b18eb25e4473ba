// Code: E-call-without-the-result
//! A call with further arguments, that does not say where the result goes.
//!
//! `d.addCallback(render("b"))` is a mistake that every user of Twisted has made: it calls `render`
//! at once, and attaches what it returns. That is "'NoneType' object is not callable" later on, as
//! a failure that the next errback may swallow.
//!
//! Here a call has an `_` where the result goes: `then render(_, "b")`.
//!
//! The fix: the `_`.

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
        then render("b"),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
