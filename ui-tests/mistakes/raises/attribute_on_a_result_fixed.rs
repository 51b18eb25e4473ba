//! `attribute_on_a_result`, mended: the signature has the value's type.

use deferred::raises;

#[derive(Debug)]
struct Odd(u32);

#[raises(Odd)]
fn half(n: u32) -> u32 {
    if n % 2 == 0 { Ok(n / 2) } else { Err(Odd(n))? }
}

fn main() {
    assert_eq!(half(4).unwrap(), 2);
    assert_eq!(half(5).unwrap_err().only().0, 5);
}
