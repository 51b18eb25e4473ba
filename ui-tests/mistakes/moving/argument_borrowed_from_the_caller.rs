// Code: E-argument-borrowed-from-the-caller
// Words: rustc's own (E0521)
//! A further argument of a call, borrowed from the caller.
//!
//! `d.addCallback(render, theme)` keeps the theme alive for as long as the chain lives.
//!
//! Here `then render(_, theme)` keeps it as well. But `theme` is a reference into somebody else's
//! string, and the call may be made when that is gone.
//!
//! The fix: own it. `render(_, &theme)` moves `theme` into the callback, and lends it when the call
//! is made.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn render(page: String, theme: &str) -> String {
    format!("<{theme}>{page}</{theme}>")
}

fn themed(theme: &str) -> Deferred<String> {
    chain! {
        cached("/index");
        then render(_, theme),
    }
}

fn main() {
    themed("b").detach();
}
