//! What a node of one thread waits for, read without changing it: for `why_pending`, and to find cycles.

use super::Handle;
use super::cancel::innermost;
use super::node::{NodePtr, State};
use crate::flavour::view::{Source, TOLD, View};
use alloc::vec::Vec;

impl Handle {
    /// Where the innermost node is that its node waits for.
    pub(crate) fn source(&self) -> *const () {
        // SAFETY: the handle keeps the node's memory, and what a node waits for is alive.
        unsafe { innermost(self.node()) }.as_ptr().cast_const().cast()
    }

    /// What its node waits for.
    pub(crate) fn view(&self) -> View<Handle> {
        let (mut stages, mut more) = (Vec::new(), 0);
        let mut node: NodePtr = self.node();
        // SAFETY: the handle keeps the first node's memory; the nodes upstream own its sender's reference, so they are alive.
        unsafe {
            loop {
                let shared = node.as_ref();
                for site in shared.given().into_iter().rev().flatten().chain(shared.holds()) {
                    if stages.len() < TOLD {
                        stages.push(site);
                    } else {
                        more += 1;
                    }
                }
                match shared.waits_for() {
                    Some(upstream) => node = upstream,
                    None => break,
                }
            }
            let shared = node.as_ref();
            let source = match shared.state.get() {
                State::Abandoned => Source::Abandoned,
                State::Running => Source::Running,
                _ if shared.is_unfired() => Source::Unfired(members(node)),
                _ if shared.has_downstream() => Source::Running,
                _ => Source::Ready,
            };
            View { stages, more, made: Some(shared.made), source }
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
            (canceller.as_ref().vtable.get().members)(canceller, &mut |member| members.push(member.cloned()));
        }
    }
    members
}
