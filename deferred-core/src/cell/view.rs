//! Looking at what a node waits for, without touching it.

use super::Handle;
use super::node::{NodePtr, State};
use crate::site::Site;
use alloc::vec::Vec;
use core::panic::Location;

/// What a node waits for.
pub(crate) struct View {
    /// The stages that wait, the innermost last, where they are noted.
    pub(crate) stages: Vec<Site>,
    /// How many more there are than those.
    pub(crate) more: usize,
    /// Where the innermost pair was made.
    pub(crate) made: &'static Location<'static>,
    pub(crate) source: Source,
}

/// What is at the end of the way up.
pub(crate) enum Source {
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

/// How many stages are told.
const TOLD: usize = 16;

impl View {
    pub(crate) fn is_pending(&self) -> bool {
        matches!(self.source, Source::Unfired(_))
    }
}

impl Handle {
    /// What its node waits for.
    pub(crate) fn view(&self) -> View {
        let (mut stages, mut more) = (Vec::new(), 0);
        let mut node: NodePtr = self.node();
        // SAFETY: the handle keeps the first node's memory; the nodes above own its firing reference, so they are alive.
        unsafe {
            loop {
                let shared = node.as_ref();
                for site in shared.given().into_iter().rev().flatten() {
                    if stages.len() < TOLD {
                        stages.push(site);
                    } else {
                        more += 1;
                    }
                }
                match shared.waits_for() {
                    Some(above) if above == self.node() => break,
                    Some(above) => node = above,
                    None => break,
                }
            }
            let shared = node.as_ref();
            let source = match shared.state.get() {
                _ if shared.waits_for().is_some() => Source::Itself,
                State::Abandoned => Source::Abandoned,
                State::Running => Source::Running,
                _ if shared.is_unfired() => Source::Unfired(members(node)),
                _ if shared.has_waiter() => Source::Running,
                _ => Source::Ready,
            };
            View { stages, more, made: shared.made, source }
        }
    }
}

/// The Deferreds from which the node's result comes.
///
/// # Safety
///
/// `node` is alive.
unsafe fn members(node: NodePtr) -> Vec<Option<Handle>> {
    let mut members = Vec::new();
    // SAFETY: the node owns its canceller, which was not run.
    unsafe {
        if let Some(canceller) = node.as_ref().canceller() {
            (canceller.as_ref().table.get().members)(canceller, &mut |member| members.push(member.cloned()));
        }
    }
    members
}
