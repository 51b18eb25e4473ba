//! `futures`, mended.

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
    read().map_ok(|page| page.0.lines().count())
}

fn main() {
    println!("{:?}", futures::executor::block_on(made()));
}
