//! `chain_comes_to_an_rc`, mended: the `Rc` is made on this thread.

use deferred::{chain, testing::success_result_of, threads};
use std::rc::Rc;

fn main() {
    let inbox = threads::Inbox::new();
    let (resolver, name) = threads::pending::<String, ()>();
    let shared = chain! { inbox.bring(name); then |name| Rc::new(name) };
    std::thread::spawn(move || resolver.succeed("page".to_owned()));
    inbox.run();
    assert_eq!(*success_result_of(shared), "page");
}
