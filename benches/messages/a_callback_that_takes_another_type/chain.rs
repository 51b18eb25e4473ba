//! A `Page` arrives, and `render` takes a `Report`.
//!
//! Has to name: Page, Report
//! The mistake: «then render»

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;

fn read() -> Deferred<Page, (Offline, Malformed)> {
    Deferred::fail(Offline)
}

#[derive(Debug)]
struct Report(&'static str);

fn render(report: Report) -> String {
    report.0.to_uppercase()
}

fn rendered() -> Deferred<String, (Offline, Malformed)> {
    chain! { read(); then render }
}

fn main() {
    chain! { rendered(); catch |_| String::new(), then |text| println!("{text}") }.detach();
}
