//! A snapshot of what a node waits for, the same for both cells.

use crate::error::site::Site;
use alloc::vec::Vec;
use core::panic::Location;

/// How many stages are shown, how many members of a list, and how deep lists of lists.
pub(crate) const TOLD: usize = 16;

/// A snapshot of what a node waits for.
#[doc(hidden)]
pub struct View<Handle> {
    /// The stages that wait, the innermost last, where stages are noted.
    pub(crate) stages: Vec<Site>,
    /// How many more stages wait.
    pub(crate) more: usize,
    /// Where the innermost pair was made, if known.
    pub(crate) made: Option<&'static Location<'static>>,
    pub(crate) source: Source<Handle>,
}

/// The innermost node, by its state.
pub(crate) enum Source<Handle> {
    /// The result is ready.
    Ready,
    /// The result will never come.
    Abandoned,
    /// A callback is running, or is about to.
    Running,
    /// The nodes wait for one another, in a ring.
    Itself,
    /// A pair that was not fired, with the Deferreds that decide its result, if any. A Deferred that was ready has
    /// no handle.
    Unfired(Vec<Option<Handle>>),
}

impl<Handle> View<Handle> {
    pub(crate) fn is_pending(&self) -> bool {
        matches!(self.source, Source::Unfired(_))
    }

    #[cfg(feature = "std")]
    pub(crate) fn is_over(&self) -> bool {
        matches!(self.source, Source::Ready | Source::Abandoned)
    }
}
