//! `eros`, mended.

use eros::{ErrorUnion, IntoUnion};
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

fn describe(error: ErrorUnion<(Offline, Malformed)>) -> &'static str {
    match error.narrow::<Offline, _>() {
        Ok(Offline) => "not there",
        Err(others) => {
            let Malformed = others.narrow::<Malformed, _>().expect("nothing else is left");
            "not a page"
        }
    }
}

fn main() {
    println!("{:?}", read().map_err(describe));
}
