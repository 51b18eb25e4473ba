//! Only `Offline` is handled, and `Malformed` may not escape either.
//!
//! Has to name: Malformed
//! The mistake: -> «(Page, usize)»
//! The mistake: «match try_join!(read(), count())»

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

async fn page() -> (Page, usize) {
    match try_join!(read(), count()) {
        Ok(both) => both,
        Err(Error::Offline) => (Page("not there"), 0),
        Err(Error::Denied) => unreachable!("nobody is asked"),
    }
}

fn main() {
    println!("{:?}", futures::executor::block_on(page()));
}
