//! `callback_holds_an_rc`, mended: an `Arc` goes along.

use deferred::{chain, testing::success_result_of, threads};
use std::sync::Arc;

fn main() {
    let (resolver, length) = threads::pending::<u32, ()>();
    let unit = Arc::new("m");
    let text = chain! {
        length;
        then |n| n + 1,
        then move |n| format!("{n} {unit}"),
    };
    std::thread::spawn(move || resolver.succeed(4)).join().unwrap();
    assert_eq!(success_result_of(text), "5 m");
}
