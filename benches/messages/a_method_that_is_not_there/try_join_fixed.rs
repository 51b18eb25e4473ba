//! `try_join`, mended.

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

async fn made() -> Result<(usize, usize), Error> {
    let (page, count) = try_join!(read(), count())?;
    Ok((page.0.lines().count(), count))
}

fn main() {
    println!("{:?}", futures::executor::block_on(made()));
}
