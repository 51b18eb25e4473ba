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

async fn made() -> Result<(String, usize), Error> {
    let (page, count) = try_join!(read(), count())?;
    Ok((if page.0.is_empty() { "empty".to_owned() } else { page.0.to_uppercase() }, count))
}

fn main() {
    println!("{:?}", futures::executor::block_on(made()));
}
