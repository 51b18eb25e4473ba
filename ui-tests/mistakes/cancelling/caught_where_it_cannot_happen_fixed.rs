//! `caught_where_it_cannot_happen`, mended: the source can be cancelled.

use deferred::{Cancelled, Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn main() {
    let (resolver, page) = Deferred::<String, (Timeout, Cancelled)>::pending();
    let shown = chain! {
        page;
        catch |_: Cancelled| String::from("not wanted"),
        catch |_: Timeout| String::from("too late"),
    };
    shown.detach();
    resolver.fail(Timeout);
}
