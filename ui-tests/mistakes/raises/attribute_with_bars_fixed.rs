//! `attribute_with_bars`, mended: commas stand between the errors.

use deferred::raises;

#[derive(Debug)]
struct Missing;
#[derive(Debug)]
struct Odd;

#[raises(Missing, Odd)]
fn half(n: Option<u32>) -> u32 {
    let n = n.ok_or(Missing)?;
    if n % 2 == 0 { Ok(n / 2) } else { Err(Odd)? }
}

fn main() {
    assert_eq!(half(Some(4)).unwrap(), 2);
}
