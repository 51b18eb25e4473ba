// Refused: E0277
//! Items that are of one thread, for work that crosses threads.

use deferred::{threads, windowed};
use std::rc::Rc;

fn main() {
    let limit = Rc::new(2);
    let _all = windowed(1, (0..3_u8).filter(move |n| *n < *limit), |_| threads::pending::<u8, ()>().1);
}
