//! Looking at what a node waits for, without changing it. Which stages wait is not noted: a node has no room for that.

use super::Handle;
use super::above::Above;
use super::cancel::Way;
use super::phase::Phase;
use crate::flavour::view::{Source, View};
use alloc::vec::Vec;

impl Handle {
    /// Where the innermost node is that its node waits for. It may be another when this returns.
    pub(crate) fn source(&self) -> *const () {
        // SAFETY: the handle keeps the node's memory.
        unsafe { Way::up(self.node()) }.source.as_ptr().cast_const().cast()
    }

    /// What its node waits for. It may be otherwise when this returns.
    pub(crate) fn view(&self) -> View<Handle> {
        // SAFETY: the handle keeps the node's memory. The source is locked, so it is alive, and owns its canceller.
        unsafe {
            let way = Way::up(self.node());
            #[cfg(all(feature = "trace", feature = "std"))]
            let innermost = way.source.as_ptr().cast_const().cast();
            let (phase, above) = (way.source.as_ref().phase(), way.above);
            let made = above.made();
            let source = match (phase.step(), above) {
                (_, Above::Node(_)) => Source::Itself,
                (Phase::ABANDONED, _) => Source::Abandoned,
                (Phase::READY, _) if way.source == way.node => Source::Ready,
                (Phase::READY | Phase::RUNNING, _) | (_, Above::Nothing) => Source::Running,
                (_, Above::Watched(watch)) => Source::Unfired((watch.as_ref().members())(watch, way)),
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
