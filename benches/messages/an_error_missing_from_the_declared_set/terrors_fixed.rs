//! `terrors`, mended.

use terrors::OneOf;

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;

fn fetch() -> Result<&'static str, OneOf<(Offline,)>> {
    Err(OneOf::new(Offline))
}

fn parse(text: &'static str) -> Result<Page, Malformed> {
    if text.is_empty() { Err(Malformed) } else { Ok(Page(text)) }
}

fn page() -> Result<Page, OneOf<(Offline, Malformed)>> {
    let text = fetch().map_err(OneOf::broaden)?;
    let page = parse(text).map_err(OneOf::new)?;
    Ok(page)
}

fn main() {
    println!("{:?}", page());
}
