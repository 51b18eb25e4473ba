//! `eros`, mended.

use eros::{IntoUnion, ReshapeUnion};
use std::fmt;

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
impl fmt::Display for Offline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("offline")
    }
}
impl std::error::Error for Offline {}
#[derive(Debug)]
struct Malformed;
impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("malformed")
    }
}
impl std::error::Error for Malformed {}

fn read() -> eros::Result<Page, (Offline, Malformed)> {
    Err(Offline).union()
}

fn page() -> Page {
    match read().recover::<Offline, _>(|_| Page("not there")) {
        Ok(page) => page,
        Err(error) => match error.into_single() {
            Malformed => Page("not a page"),
        },
    }
}

fn main() {
    println!("{}", page().0);
}
