//! A handler of `Denied`, which cannot happen here.
//!
//! Has to name: Denied
//! The mistake: «catch |_: Denied| Page("not for you")»

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;
#[derive(Debug)]
struct Denied;

fn read() -> Deferred<Page, (Offline, Malformed)> {
    Deferred::fail(Offline)
}

fn page() -> Deferred<Page, (Malformed,)> {
    chain! {
        read();
        catch |_: Offline| Page("not there"),
        catch |_: Denied| Page("not for you"),
    }
}

fn main() {
    chain! { page(); catch |_: Malformed| Page(""), then |page| println!("{}", page.0) }.detach();
}
