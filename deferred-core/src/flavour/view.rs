//! A snapshot of what a node waits for, the same for both cells.

use crate::error::site::Site;
use alloc::vec::Vec;
use core::panic::Location;

/// How many stages are told, how many members of a list, and how deep lists of lists.
pub(crate) const TOLD: usize = 16;

/// What a node waits for.
#[doc(hidden)]
pub struct View<Handle> {
    /// The stages that wait, the innermost last, where they are noted.
    pub(crate) stages: Vec<Site>,
    /// How many more there are than those.
    pub(crate) more: usize,
    /// Where the innermost pair was made, where that is known.
    pub(crate) made: Option<&'static Location<'static>>,
    pub(crate) source: Source<Handle>,
}

/// What is at the end of the way up.
pub(crate) enum Source<Handle> {
    /// The result is there.
    Ready,
    /// It will never come.
    Abandoned,
    /// A callback is running, or about to.
    Running,
    /// They wait for one another, in a ring.
    Itself,
    /// A pair that was not fired; its result comes from these, if there are any. There is no handle of one that was ready.
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
