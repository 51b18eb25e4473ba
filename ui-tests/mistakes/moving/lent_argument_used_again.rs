// Code: E-lent-argument-used-again
// Words: rustc's own (E0382)
//! A further argument, used again after it was given to a call in the chain.
//!
//! In Python both sides would share it, and one would see what the other does to it.
//!
//! Here the arguments of `render(_, &theme)` are evaluated when the chain is made: `theme` moves
//! into the callback, which lends it when it runs. It is not here any more.
//!
//! The fix: clone what both need.

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
        then render(_, &theme),
    };
    println!("{theme}");
    rendered.detach();
}
