//! A `Page` arrives, and `render` takes a `Report`.
//!
//! Has to name: Page, Report
//! The mistake: read().«map(render)»

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

#[derive(Debug)]
struct Report(&'static str);

fn render(report: Report) -> String {
    report.0.to_uppercase()
}

fn rendered() -> Result<String, OneOf<(Offline, Malformed)>> {
    read().map(render)
}

fn main() {
    println!("{:?}", rendered());
}
