//! `Malformed` may come out as well, and the signature does not say so.
//!
//! Has to name: Made, ReadError
//! The mistake: fn made() -> «impl Future<Output = Result<String, Made>>»
//! The mistake: «read().map_ok(|page| page.0.to_uppercase())»

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

fn made() -> impl Future<Output = Result<String, Made>> {
    read().map_ok(|page| page.0.to_uppercase())
}

fn main() {
    println!("{:?}", futures::executor::block_on(made()));
}
