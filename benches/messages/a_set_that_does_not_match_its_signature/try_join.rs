//! `Malformed` may come out as well, and the signature does not say so.
//!
//! Has to name: Made, ReadError
//! The mistake: async fn made() -> «Result<(Page, usize), Made>»
//! The mistake: «try_join!(read(), count())»

use tokio::try_join;

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
enum ReadError {
    Offline,
    Malformed,
}
#[derive(Debug)]
enum Made {
    Offline,
}

async fn read() -> Result<Page, ReadError> {
    Err(ReadError::Offline)
}

async fn count() -> Result<usize, ReadError> {
    Ok(1)
}

async fn made() -> Result<(Page, usize), Made> {
    try_join!(read(), count())
}

fn main() {
    println!("{:?}", futures::executor::block_on(made()));
}
