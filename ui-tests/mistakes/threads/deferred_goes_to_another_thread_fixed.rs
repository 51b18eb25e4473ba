//! `deferred_goes_to_another_thread`, mended: the page goes there when it has come.

use deferred::Deferred;

fn main() {
    let (resolver, page) = Deferred::<String>::pending();
    page.map(|page| drop(std::thread::spawn(move || page.len()))).detach();
    resolver.succeed("page".to_owned());
}
