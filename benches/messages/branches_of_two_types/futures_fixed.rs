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

fn made() -> impl Future<Output = Result<String, Error>> {
    read().map_ok(|page| if page.0.is_empty() { "empty".to_owned() } else { page.0.to_uppercase() })
}

fn main() {
    println!("{:?}", futures::executor::block_on(made()));
}
