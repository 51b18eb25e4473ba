//! `callback_counts_in_a_borrow`, mended: the counter is shared.

use deferred::{Deferred, chain};
use std::cell::Cell;
use std::rc::Rc;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let count = Rc::new(Cell::new(0));
    let seen = count.clone();
    let counted = chain! {
        cached("/index");
        inspect move |_| seen.set(seen.get() + 1),
    };
    counted.detach();
    assert_eq!(count.get(), 1);
}
