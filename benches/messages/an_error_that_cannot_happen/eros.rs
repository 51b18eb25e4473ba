//! A handler of `Denied`, which cannot happen here.
//!
//! Has to name: Denied
//! The mistake: .«recover::<Denied, _>(|_| Page("not for you"))»

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
#[derive(Debug)]
struct Denied;
impl fmt::Display for Denied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("denied")
    }
}
impl std::error::Error for Denied {}

fn read() -> eros::Result<Page, (Offline, Malformed)> {
    Err(Offline).union()
}

fn page() -> eros::Result<Page, (Malformed,)> {
    read().recover::<Offline, _>(|_| Page("not there")).recover::<Denied, _>(|_| Page("not for you"))
}

fn main() {
    println!("{:?}", page());
}
