//! The result is dropped where it was made, unseen.
//!
//! Has to name: Deferred
//! The mistake: «made()»;

#![deny(unused_must_use)]

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

fn made() -> Deferred<String, (Offline, Malformed)> {
    chain! { read(); then |page| page.0.to_uppercase() }
}

fn main() {
    made();
}
