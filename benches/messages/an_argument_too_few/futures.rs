//! `render` takes a `Theme` as well.
//!
//! Has to name: Theme
//! The mistake: |page| «render(page)»

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

struct Theme;

fn render(page: Page, _: Theme) -> String {
    page.0.to_uppercase()
}

fn made() -> impl Future<Output = Result<String, Error>> {
    read().map_ok(|page| render(page))
}

fn main() {
    println!("{:?}", futures::executor::block_on(made()));
}
