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

fn page() -> impl Future<Output = Page> {
    read().unwrap_or_else(|error| match error {
        Error::Offline => Page("not there"),
        Error::Malformed => Page("not a page"),
        Error::Denied => unreachable!("nobody is asked"),
    })
}

fn main() {
    println!("{}", futures::executor::block_on(page()).0);
}
