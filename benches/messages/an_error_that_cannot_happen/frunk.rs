//! A handler of `Denied`, which cannot happen here.
//!
//! Has to name: Denied
//! The mistake: error.«uninject::<Denied, _>()»

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
    match error.uninject::<Denied, _>() {
        Ok(Denied) => Ok(Page("not for you")),
        Err(others) => Err(others),
    }
}

fn main() {
    println!("{:?}", page());
}
