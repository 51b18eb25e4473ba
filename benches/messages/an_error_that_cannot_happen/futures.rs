//! A handler of `Denied`, which cannot happen here.
//!
//! Has to name: Denied
//! The mistake: «Error::Denied => future::ok(Page("not for you"))»

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
        Error::Denied => future::ok(Page("not for you")),
        other => future::err(other),
    })
}

fn main() {
    println!("{:?}", futures::executor::block_on(page()));
}
