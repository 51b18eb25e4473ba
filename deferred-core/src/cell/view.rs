//! Reads what a node of one thread waits for, without changing it: for `why_pending`, and to find cycles.

use super::Handle;
use super::cancel::innermost;
use super::node::{NodePtr, State};
use crate::flavour::{Source, TOLD, View};
use alloc::vec::Vec;

impl Handle {
    /// The address of the innermost node that this one waits for.
    pub(crate) fn source(&self) -> *const () {
        // SAFETY: the handle keeps the node's memory, and a node that another waits for is alive.
        unsafe { innermost(self.node()) }.as_ptr().cast_const().cast()
    }

    /// A snapshot of what the node waits for.
    pub(crate) fn view(&self) -> View<Handle> {
        let (mut stages, mut more) = (Vec::new(), 0);
        let mut node: NodePtr = self.node();
        // SAFETY: the handle keeps the first node's memory; each node upstream owns the sender's reference of the
        // node below it, so it is alive.
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

/// The Deferreds that decide the node's result.
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
