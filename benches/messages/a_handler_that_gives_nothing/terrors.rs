//! The handler only logs, where a `Page` has to come out.
//!
//! Has to name: Page
//! The mistake: «Ok(Offline) => log("offline")»

use terrors::OneOf;

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;

fn read() -> Result<Page, OneOf<(Offline, Malformed)>> {
    Err(OneOf::new(Offline))
}

fn log(event: &str) {
    eprintln!("{event}");
}

fn page() -> Result<Page, OneOf<(Malformed,)>> {
    match read() {
        Ok(page) => Ok(page),
        Err(error) => match error.narrow::<Offline, _>() {
            Ok(Offline) => log("offline"),
            Err(others) => Err(others),
        },
    }
}

fn main() {
    println!("{:?}", page());
}
