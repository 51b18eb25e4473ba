//! The result is dropped where it was made, unseen.
//!
//! Has to name: Future
//! The mistake: «made()»;

#![deny(unused_must_use)]

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

async fn made() -> Result<(Page, usize), Error> {
    try_join!(read(), count())
}

fn main() {
    made();
}
