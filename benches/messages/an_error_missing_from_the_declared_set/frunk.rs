//! `parse` may fail with `Malformed`, and only `Offline` is declared.
//!
//! Has to name: Malformed
//! The mistake: -> «Result<Page, Coprod!(Offline)>»
//! The mistake: «parse(text).map_err(Coproduct::inject)»

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

fn page() -> Result<Page, Coprod!(Offline)> {
    let text = fetch().map_err(Coproduct::embed)?;
    let page = parse(text).map_err(Coproduct::inject)?;
    Ok(page)
}

fn main() {
    println!("{:?}", page());
}
