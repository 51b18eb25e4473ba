//! Text that a closure writes: `fmt::from_fn` makes such a thing, and is younger than the oldest compiler.

use core::fmt::{self, Display};

/// What the closure writes.
pub(crate) struct Shown<F>(pub(crate) F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> Display for Shown<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}
