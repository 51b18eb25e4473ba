//! `parse` may fail with `Malformed`, and only `Offline` is declared.
//!
//! Has to name: Malformed
//! The mistake: «enum PageError»
//! The mistake: «parse(text)?»

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
}

impl From<Offline> for PageError {
    fn from(error: Offline) -> Self {
        PageError::Offline(error)
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
