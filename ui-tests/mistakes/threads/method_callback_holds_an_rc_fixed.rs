//! `method_callback_holds_an_rc`, mended: an inbox brings the Deferred to this thread.

use deferred::{testing::success_result_of, threads};
use std::rc::Rc;

fn main() {
    let inbox = threads::Inbox::new();
    let (resolver, length) = threads::pending::<u32, ()>();
    let unit = Rc::new("m");
    let text = inbox.bring(length).map(move |n| format!("{n} {unit}"));
    std::thread::spawn(move || resolver.succeed(5));
    inbox.run();
    assert_eq!(success_result_of(text), "5 m");
}
