//! The handler only logs, where a `Page` has to come out.
//!
//! Has to name: Page
//! The mistake: «Error::Offline => log("offline")»

use futures::{TryFutureExt, future};

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
enum Error {
    Offline,
    Malformed,
}

fn read() -> impl Future<Output = Result<Page, Error>> {
    future::err(Error::Offline)
}

fn log(event: &str) {
    eprintln!("{event}");
}

fn page() -> impl Future<Output = Page> {
    read().unwrap_or_else(|error| match error {
        Error::Offline => log("offline"),
        Error::Malformed => Page("not a page"),
    })
}

fn main() {
    println!("{}", futures::executor::block_on(page()).0);
}
