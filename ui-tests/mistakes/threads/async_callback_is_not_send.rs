// Code: E-future-is-not-send
//! A chain that crosses threads, with an async callback whose future holds an `Rc`.
//!
//! Twisted's callbacks all run on the reactor's thread, so nothing of the kind can be wrong there.
//!
//! Here the future is polled wherever what it awaits is fired, which may be any thread, so it has to be `Send`.
//!
//! The fix: an `Arc`.

use deferred::{chain, threads};
use std::rc::Rc;

async fn measure(page: &str) -> usize {
    page.len()
}

fn main() {
    let (_resolver, page) = threads::pending::<&str, ()>();
    let length = chain! {
        page;
        then async |page| {
            let unit = Rc::new(1);
            measure(page).await * *unit
        },
    };
    length.detach();
}
