//! `join_of_two_flavours`, mended: an inbox brings the page to this thread.

use deferred::{Deferred, join, testing::success_result_of, threads};

fn main() {
    let inbox = threads::Inbox::new();
    let (resolver, page) = threads::pending::<String, ()>();
    let both = join!(Deferred::succeed(1), inbox.bring(page));
    std::thread::spawn(move || resolver.succeed("page".to_owned()));
    inbox.run();
    assert_eq!(success_result_of(both), (1, "page".to_owned()));
}
