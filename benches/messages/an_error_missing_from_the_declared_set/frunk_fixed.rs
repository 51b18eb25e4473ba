//! `frunk`, mended.

use frunk::{Coprod, Coproduct};

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;

fn fetch() -> Result<&'static str, Coprod!(Offline)> {
    Err(Coproduct::inject(Offline))
}

fn parse(text: &'static str) -> Result<Page, Malformed> {
    if text.is_empty() { Err(Malformed) } else { Ok(Page(text)) }
}

fn page() -> Result<Page, Coprod!(Offline, Malformed)> {
    let text = fetch().map_err(Coproduct::embed)?;
    let page = parse(text).map_err(Coproduct::inject)?;
    Ok(page)
}

fn main() {
    println!("{:?}", page());
}
