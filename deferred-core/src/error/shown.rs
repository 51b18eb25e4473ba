//! Text that a closure writes, as by `fmt::from_fn`, which is younger than the oldest supported compiler.

use core::fmt::{self, Display};

/// Prints what the closure writes.
pub(crate) struct Shown<F>(pub(crate) F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> Display for Shown<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}
