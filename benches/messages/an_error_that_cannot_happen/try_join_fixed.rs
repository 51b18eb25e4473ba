//! `try_join`, mended.

use tokio::try_join;

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
enum Error {
    Offline,
    Malformed,
    Denied,
}

async fn read() -> Result<Page, Error> {
    Err(Error::Offline)
}

async fn count() -> Result<usize, Error> {
    Ok(1)
}

async fn page() -> Result<(Page, usize), Error> {
    match try_join!(read(), count()) {
        Ok(both) => Ok(both),
        Err(Error::Offline) => Ok((Page("not there"), 0)),
        Err(other) => Err(other),
    }
}

fn main() {
    println!("{:?}", futures::executor::block_on(page()));
}
