//! `terrors`, mended.

use terrors::OneOf;

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;
#[derive(Debug)]
struct Denied;

fn read() -> Result<Page, OneOf<(Offline, Malformed)>> {
    Err(OneOf::new(Offline))
}

fn page() -> Result<Page, OneOf<(Malformed,)>> {
    let error = match read() {
        Ok(page) => return Ok(page),
        Err(error) => error,
    };
    let error = match error.narrow::<Offline, _>() {
        Ok(Offline) => return Ok(Page("not there")),
        Err(others) => others,
    };
    Err(error)
}

fn main() {
    println!("{:?}", page());
}
