//! `chain_that_crosses_threads_waits_for_a_plain_one`, mended: the length is there at once.

use deferred::{chain, testing::success_result_of, threads};

fn main() {
    let (resolver, page) = threads::pending::<String, ()>();
    let length = chain! { page; then |page| page.len() };
    std::thread::spawn(move || resolver.succeed("page".to_owned())).join().unwrap();
    assert_eq!(success_result_of(length), 4);
}
