//! `errors_that_nobody_told`, mended: the pair says its errors.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn main() {
    let (resolver, page) = Deferred::<String, (Timeout,)>::pending();
    let page = chain! {
        page;
        catch |_: Timeout| String::from("too late"),
    };
    resolver.succeed(String::from("page"));
    page.detach();
}
