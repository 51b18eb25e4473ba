//! `resolver_goes_to_another_thread`, mended: the pair crosses threads.

use deferred::{testing::success_result_of, threads};

fn main() {
    let (resolver, length) = threads::pending::<usize, ()>();
    std::thread::spawn(move || resolver.succeed(4)).join().unwrap();
    assert_eq!(success_result_of(length), 4);
}
