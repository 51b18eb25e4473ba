//! A `Page` has no lines, its text has.
//!
//! Has to name: Page
//! The mistake: page.«lines()»

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

fn made() -> impl Future<Output = Result<usize, Error>> {
    read().map_ok(|page| page.lines().count())
}

fn main() {
    println!("{:?}", futures::executor::block_on(made()));
}
