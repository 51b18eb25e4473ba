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

fn show(page: Page) -> usize {
    page.0.len()
}

fn keep(page: Page) -> Page {
    page
}

fn main() {
    let page = read();
    let shown = page.map_ok(show);
    let kept = read().map_ok(keep);
    println!("{:?}", futures::executor::block_on(future::join(shown, kept)));
}
