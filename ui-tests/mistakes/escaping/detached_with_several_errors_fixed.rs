//! `detached_with_several_errors`, mended: one handler for whatever is in flight.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    chain! {
        fetch("/index");
        then |page| println!("{page}"),
        catch |failure| eprintln!("{failure:?}"),
    }
    .detach();
}
