//! `after_it_was_caught`, mended: the handle is taken before.

use deferred::{Cancelled, Deferred, chain};

fn main() {
    let (resolver, page) = Deferred::<String, (Cancelled,)>::pending();
    let handle = page.cancel_handle();
    let shown = chain! {
        page;
        then |page| page.len(),
        catch |_: Cancelled| 0,
    };
    handle.cancel();
    shown.detach();
    resolver.succeed(String::from("page"));
}
