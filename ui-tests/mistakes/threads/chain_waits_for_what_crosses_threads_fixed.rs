//! `chain_waits_for_what_crosses_threads`, mended: an inbox brings the page to this thread.

use deferred::{Deferred, chain, testing::success_result_of, threads};
use std::rc::Rc;

fn fetch() -> Deferred<String, (), threads::AnyThread> {
    let (resolver, page) = threads::pending();
    std::thread::spawn(move || resolver.succeed("page".to_owned())).join().unwrap();
    page
}

fn main() {
    let inbox = Rc::new(threads::Inbox::new());
    let here = Rc::clone(&inbox);
    let length = chain! {
        Deferred::succeed("/index");
        then move |_| here.bring(fetch()),
        then |page| page.len(),
    };
    inbox.run();
    assert_eq!(success_result_of(length), 4);
}
