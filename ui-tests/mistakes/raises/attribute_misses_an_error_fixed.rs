//! `attribute_misses_an_error`, mended: both errors are named.

use deferred::raises;
use std::num::ParseIntError;

#[derive(Debug)]
struct Missing;

fn find(page: &str) -> Result<&str, Missing> {
    page.split(' ').nth(1).ok_or(Missing)
}

#[raises(Missing, ParseIntError)]
fn number(page: &str) -> u32 {
    let text = find(page)?;
    let number = text.parse::<u32>()?;
    Ok(number + 1)
}

fn main() {
    assert_eq!(number("page 7").unwrap(), 8);
}
