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

fn render(page: Page) -> String {
    page.0.to_uppercase()
}

fn made() -> impl Future<Output = Result<String, Error>> {
    read().map_ok(render)
}

fn main() {
    println!("{:?}", futures::executor::block_on(made()));
}
