//! `trap_with_one_argument`, mended: `_` for the place; or neither of the two.

use deferred::OneOf;

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn is_slow(error: OneOf<(Timeout, NotFound)>) -> bool {
    error.trap::<Timeout, _>().is_ok()
}

fn is_missing(error: OneOf<(Timeout, NotFound)>) -> bool {
    matches!(error.trap(), Ok(NotFound))
}

fn main() {
    assert!(is_slow(OneOf::new(Timeout)));
    assert!(is_missing(OneOf::new(NotFound)));
}
