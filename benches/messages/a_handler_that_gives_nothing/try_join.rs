//! The handler only logs, where a `Page` has to come out.
//!
//! Has to name: Page
//! The mistake: «Err(Error::Offline) => log("offline")»

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

fn log(event: &str) {
    eprintln!("{event}");
}

async fn page() -> (Page, usize) {
    match try_join!(read(), count()) {
        Ok(both) => both,
        Err(Error::Offline) => log("offline"),
        Err(Error::Malformed) => (Page("not a page"), 0),
    }
}

fn main() {
    println!("{:?}", futures::executor::block_on(page()));
}
