//! The states of a node of one thread: for each, what the buffer holds, who owns it, and who may run foreign code; and a
//! snapshot of what a node waits for, which changes nothing: for `why_pending`, and to find cycles.
//!
//! Only the owner of a state's right changes the state. Foreign code (callbacks, cancellers, drops, `Debug`) runs
//! before a change or after it, never in between: the outermost frame drops what a change leaves over.

use super::Handle;
use super::cancel::innermost;
use super::node::NodePtr;
use crate::flavour::{Source, TOLD, View};
use alloc::vec::Vec;

/// The state of a node.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum State {
    /// The buffer holds nothing. The sender may put a value in, `Ready`; the receiver may attach a continuation, `Chained`; a cancel
    /// may fire it in the sender's place. If the sender is dropped, the node is `Abandoned`. Nobody runs foreign code.
    Empty,
    /// The buffer holds a continuation, which is the node's. The sender, or a cancel, takes it out and runs it, `Running`; or drops it
    /// with the node, `Abandoned`. A further continuation gets a node downstream. Nobody runs foreign code.
    Chained,
    /// The buffer holds nothing that the node owns: the continuation is on the stack of who fires, and foreign code runs there. Its end
    /// puts the result in, `Ready`; or the node waits for the one that a callback returned, `Empty` again. All others may only note
    /// something: that nobody will take the result, or that a cancel has come.
    Running,
    /// The buffer holds the result, which is the node's. The receiver, or the delivery to the node downstream,
    /// takes the result out, `Spent`: a continuation that is attached now gets a node downstream. Nobody runs
    /// foreign code in between.
    Ready,
    /// The former content of the buffer belongs to a [`Content`](super::torn::Content), which the outermost frame
    /// drops; or it was taken. The node has no result to give any more, and is freed with the last reference and
    /// handle. Foreign code may run, since nobody looks at the buffer.
    Spent,
    /// The sender was dropped, and the node's type has no result for that. The content of the buffer, and the nodes
    /// downstream, belong to a [`Torn`](super::torn::Torn), which the outermost frame tears down. Foreign code may
    /// run there.
    Abandoned,
}

/// The number of references and the number of handles, in one word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts(pub(super) u32);

impl Counts {
    pub(super) const REFERENCE: u32 = 1;
    pub(super) const HANDLE: u32 = 1 << 8;

    #[inline]
    pub(super) fn references(self) -> u32 {
        self.0 % Self::HANDLE
    }

    #[inline]
    pub(super) fn handles(self) -> u32 {
        self.0 / Self::HANDLE
    }
}

/// Notes about the cancelling of a node.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Flags(pub(super) u8);

impl Flags {
    pub(super) const NONE: Flags = Flags(0);
    /// `upstream` is a canceller.
    pub(super) const CANCELLER: Flags = Flags(1);
    /// A cancel has fired the node, and its sender has not noticed yet.
    pub(super) const CANCELLED: Flags = Flags(2);
    /// Cancels stop here.
    pub(super) const SHIELDED: Flags = Flags(4);
    /// A cancel waits for the next node that this one waits for.
    pub(super) const CANCEL_PENDING: Flags = Flags(8);
    /// The canceller is running.
    pub(super) const CANCELLING: Flags = Flags(16);
    /// Nobody will take the result.
    pub(super) const RECEIVER_DROPPED: Flags = Flags(32);
    /// The sender was dropped while the canceller ran. Its reference is the cancel's now.
    pub(super) const SENDER_DROPPED: Flags = Flags(64);
    /// The canceller is a group: every cancel asks it, and its members decide the result.
    pub(super) const FORWARDS: Flags = Flags(128);
    /// The flags that are set and cleared with the canceller.
    pub(super) const OF_CANCELLER: Flags = Flags(1 | 4 | 128);
    /// The flags that `fire` looks at.
    pub(super) const BEFORE_FIRING: Flags = Flags(1 | 2);
    /// The flags that the drop of a sender looks at.
    pub(super) const BEFORE_DROPPING: Flags = Flags(2 | 16);

    #[inline]
    pub(super) fn any(self, of: Flags) -> bool {
        self.0 & of.0 != 0
    }
}

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
