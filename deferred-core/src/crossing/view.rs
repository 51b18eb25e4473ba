//! Reads what a node across threads waits for, without changing it. Waiting stages are listed with the feature
//! `trace` only; a node has no room for them.

use super::Handle;
use super::cancel::LockedPath;
use super::phase::Phase;
use super::upstream::Upstream;
use crate::flavour::{Source, View};
use alloc::vec::Vec;

impl Handle {
    /// The address of the innermost node that this one waits for. Another thread may change that before this
    /// returns.
    pub(crate) fn source(&self) -> *const () {
        // SAFETY: the handle keeps the node's memory.
        unsafe { LockedPath::up(self.node()) }.source.as_ptr().cast_const().cast()
    }

    /// A snapshot of what the node waits for. Another thread may change that before this returns.
    pub(crate) fn view(&self) -> View<Handle> {
        // SAFETY: the handle keeps the node's memory. The source is locked, so it is alive, and owns its canceller.
        unsafe {
            let path = LockedPath::up(self.node());
            #[cfg(all(feature = "trace", feature = "std"))]
            let innermost = path.source.as_ptr().cast_const().cast();
            let (phase, upstream) = (path.source.as_ref().phase(), path.upstream);
            let made = upstream.made();
            let source = match (phase.step(), upstream) {
                (_, Upstream::Node(_)) => Source::Itself,
                (Phase::ABANDONED, _) => Source::Abandoned,
                (Phase::READY, _) if path.source == path.node => Source::Ready,
                (Phase::READY | Phase::RUNNING, _) | (_, Upstream::Nothing) => Source::Running,
                (_, Upstream::Canceller(header)) => {
                    Source::Unfired((header.as_ref().members())(header, path))
                }
                _ => Source::Unfired(Vec::new()),
            };
            #[cfg(all(feature = "trace", feature = "std"))]
            let stages = crate::flavour::listing::stages(innermost);
            #[cfg(not(all(feature = "trace", feature = "std")))]
            let stages = Vec::new();
            View { stages, more: 0, made, source }
        }
    }
}
