//! `terrors`, mended.

use terrors::OneOf;

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;

fn read() -> Result<Page, OneOf<(Offline, Malformed)>> {
    Err(OneOf::new(Offline))
}

struct Theme;

fn render(page: Page, _: Theme) -> String {
    page.0.to_uppercase()
}

fn made() -> Result<String, OneOf<(Offline, Malformed)>> {
    read().map(|page| render(page, Theme))
}

fn main() {
    println!("{:?}", made());
}
