//! `cancelled_from_another_thread`, mended: the pair crosses threads, and so does the handle.

use deferred::{Cancelled, testing::success_result_of, threads};

fn main() {
    let (_resolver, page) = threads::pending::<String, (Cancelled,)>();
    let stop = page.cancel_handle();
    std::thread::spawn(move || stop.cancel()).join().unwrap();
    assert_eq!(success_result_of(page.catch(|_: Cancelled| String::new())), "");
}
