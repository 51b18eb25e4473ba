//! A `Page` arrives, and `render` takes a `Report`.
//!
//! Has to name: Page, Report
//! The mistake: Ok((«render(page)»

use tokio::try_join;

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
enum Error {
    Offline,
    Malformed,
}

async fn read() -> Result<Page, Error> {
    Err(Error::Offline)
}

async fn count() -> Result<usize, Error> {
    Ok(1)
}

#[derive(Debug)]
struct Report(&'static str);

fn render(report: Report) -> String {
    report.0.to_uppercase()
}

async fn rendered() -> Result<(String, usize), Error> {
    let (page, count) = try_join!(read(), count())?;
    Ok((render(page), count))
}

fn main() {
    println!("{:?}", futures::executor::block_on(rendered()));
}
