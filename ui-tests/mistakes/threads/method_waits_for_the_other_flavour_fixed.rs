//! `method_waits_for_the_other_flavour`, mended: the length is there at once.

use deferred::{testing::success_result_of, threads};

fn main() {
    let (resolver, page) = threads::pending::<String, ()>();
    let length = page.map(|page| page.len());
    std::thread::spawn(move || resolver.succeed("page".to_owned())).join().unwrap();
    assert_eq!(success_result_of(length), 4);
}
