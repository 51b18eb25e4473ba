//! `method_handler_gives_the_other_flavour`, mended: the page is there at once.

use deferred::{testing::success_result_of, threads};

#[derive(Debug)]
struct Timeout;

fn main() {
    let (resolver, page) = threads::pending::<String, (Timeout,)>();
    let page = page.catch(|_: Timeout| "page".to_owned());
    std::thread::spawn(move || resolver.fail(Timeout)).join().unwrap();
    assert_eq!(success_result_of(page), "page");
}
