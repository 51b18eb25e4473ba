//! `render` with a letter left out.
//!
//! Has to name: rendr
//! The mistake: Ok((«rendr»(page)

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

fn render(page: Page) -> String {
    page.0.to_uppercase()
}

async fn made() -> Result<(String, usize), Error> {
    let (page, count) = try_join!(read(), count())?;
    Ok((rendr(page), count))
}

fn main() {
    println!("{:?}", futures::executor::block_on(made()));
}
