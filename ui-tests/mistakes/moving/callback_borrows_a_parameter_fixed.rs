//! `callback_borrows_a_parameter`, mended: the word is copied first.

use deferred::{Deferred, chain};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn mentions(word: &str) -> Deferred<bool> {
    let word = word.to_owned();
    chain! { fetch("/index"); then move |page| page.contains(&word) }
}

fn main() {
    drop(mentions("index"));
}
