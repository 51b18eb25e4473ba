//! What was consumed is used again.
//!
//! Has to name: Page
//! The mistake: try_join!(page, «page»)

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
    try_join!(page, page)
}

fn main() {
    println!("{:?}", futures::executor::block_on(twice()));
}
