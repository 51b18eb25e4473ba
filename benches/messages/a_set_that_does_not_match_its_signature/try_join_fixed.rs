//! `try_join`, mended.

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

async fn made() -> Result<(Page, usize), ReadError> {
    try_join!(read(), count())
}

fn main() {
    println!("{:?}", futures::executor::block_on(made()));
}
