//! `attribute_before_the_type`, mended: `parse` says what it makes.

use deferred::raises;
use std::num::ParseIntError;

#[raises(ParseIntError)]
fn number(text: &str) -> u32 {
    let number: u32 = text.parse::<u32>()?;
    Ok(number)
}

fn main() {
    assert_eq!(number("12").unwrap(), 12);
}
