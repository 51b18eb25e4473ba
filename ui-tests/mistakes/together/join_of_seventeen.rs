// Code: E-join-of-too-many
//! More members of different types than a tuple has places here.
//!
//! In Twisted a DeferredList is as long as one likes, and every member has the type object.
//!
//! Here a tuple of results has at most 16 places, and the first that is too many is pointed at.
//!
//! The fix: join some of them first, which makes tuples of tuples; or, if they are of one type, `gather`
//! a vector.

use deferred::{Deferred, join};

fn page(number: u32) -> Deferred<u32> {
    Deferred::succeed(number)
}

fn main() {
    let all = join!(
        page(1), page(2), page(3), page(4), page(5), page(6), page(7), page(8), page(9), page(10), page(11), page(12),
        page(13), page(14), page(15), page(16), page(17),
    );
    drop(all);
}
