//! A `Page` has no lines, its text has.
//!
//! Has to name: Page
//! The mistake: page.«lines()»

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

fn made() -> Deferred<usize, (Offline, Malformed)> {
    chain! { read(); then |page| page.lines().count() }
}

fn main() {
    chain! { made(); then |made| println!("{made}"), catch |_| () }.detach();
}
