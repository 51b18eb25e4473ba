//! `futures`, mended.

use futures::{TryFutureExt, future};

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
enum Error {
    Offline,
    Malformed,
    Denied,
}

fn read() -> impl Future<Output = Result<Page, Error>> {
    future::err(Error::Offline)
}

fn page() -> impl Future<Output = Result<Page, Error>> {
    read().or_else(|error| match error {
        Error::Offline => future::ok(Page("not there")),
        other => future::err(other),
    })
}

fn main() {
    println!("{:?}", futures::executor::block_on(page()));
}
