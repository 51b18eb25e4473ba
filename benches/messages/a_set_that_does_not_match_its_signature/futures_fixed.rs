//! `futures`, mended.

use futures::{TryFutureExt, future};

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
enum ReadError {
    Offline,
    Malformed,
}
#[derive(Debug)]
enum Made {
    Offline,
}

fn read() -> impl Future<Output = Result<Page, ReadError>> {
    future::err(ReadError::Offline)
}

fn made() -> impl Future<Output = Result<String, ReadError>> {
    read().map_ok(|page| page.0.to_uppercase())
}

fn main() {
    println!("{:?}", futures::executor::block_on(made()));
}
