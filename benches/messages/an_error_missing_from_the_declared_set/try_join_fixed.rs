//! `try_join`, mended.

use tokio::try_join;

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;

#[derive(Debug)]
enum PageError {
    Offline(Offline),
    Malformed(Malformed),
}

impl From<Offline> for PageError {
    fn from(error: Offline) -> Self {
        PageError::Offline(error)
    }
}

impl From<Malformed> for PageError {
    fn from(error: Malformed) -> Self {
        PageError::Malformed(error)
    }
}

async fn fetch() -> Result<&'static str, Offline> {
    Err(Offline)
}

async fn count() -> Result<usize, Offline> {
    Ok(1)
}

fn parse(text: &'static str) -> Result<Page, Malformed> {
    if text.is_empty() { Err(Malformed) } else { Ok(Page(text)) }
}

async fn page() -> Result<(Page, usize), PageError> {
    let (text, count) = try_join!(fetch(), count())?;
    Ok((parse(text)?, count))
}

fn main() {
    println!("{:?}", futures::executor::block_on(page()));
}
