//! A `Page` arrives, and `render` takes a `Report`.
//!
//! Has to name: Page, Report
//! The mistake: read().«map_ok(render)»

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

#[derive(Debug)]
struct Report(&'static str);

fn render(report: Report) -> String {
    report.0.to_uppercase()
}

fn rendered() -> impl Future<Output = Result<String, Error>> {
    read().map_ok(render)
}

fn main() {
    println!("{:?}", futures::executor::block_on(rendered()));
}
