//! `frunk`, mended.

use frunk::{Coprod, Coproduct};

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;
#[derive(Debug)]
struct Denied;

fn read() -> Result<Page, Coprod!(Offline, Malformed)> {
    Err(Coproduct::inject(Offline))
}

fn page() -> Result<Page, Coprod!(Malformed)> {
    let error = match read() {
        Ok(page) => return Ok(page),
        Err(error) => error,
    };
    let error = match error.uninject::<Offline, _>() {
        Ok(Offline) => return Ok(Page("not there")),
        Err(others) => others,
    };
    Err(error)
}

fn main() {
    println!("{:?}", page());
}
