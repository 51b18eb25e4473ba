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

async fn twice() -> Result<(Page, Page), Error> {
    let page = read();
    try_join!(page, read())
}

fn main() {
    println!("{:?}", futures::executor::block_on(twice()));
}
