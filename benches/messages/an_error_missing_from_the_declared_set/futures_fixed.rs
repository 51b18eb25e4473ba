//! `futures`, mended.

use futures::{TryFutureExt, future};

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

fn fetch() -> impl Future<Output = Result<&'static str, Offline>> {
    future::err(Offline)
}

fn parse(text: &'static str) -> Result<Page, Malformed> {
    if text.is_empty() { Err(Malformed) } else { Ok(Page(text)) }
}

fn page() -> impl Future<Output = Result<Page, PageError>> {
    fetch().map_err(PageError::from).and_then(|text| future::ready(parse(text).map_err(PageError::from)))
}

fn main() {
    println!("{:?}", futures::executor::block_on(page()));
}
