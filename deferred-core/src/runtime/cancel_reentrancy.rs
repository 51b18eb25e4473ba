//! Walks a cancel over groups of groups in a loop, so that their depth takes no stack.
//!
//! A cancel may reach a pair that a group decides, such as a list's: then each member is cancelled, and a member
//! may be such a pair again. So a cancel is a stack of steps, of which the topmost is next. A step that panics does
//! not keep the others from being taken.
//!
//! A group may wait for itself where no walk sees it: its result may be what fires one of its members. So a group
//! is marked while its members are being cancelled; a cancel that comes back to a marked group ends there.

use crate::runtime::unwind::Panicked;
use alloc::boxed::Box;
use alloc::vec::Vec;

/// Called when all members of a group were asked. Returns whether the cancel was only noted there.
pub type WhenAsked = Box<dyn FnOnce() -> bool>;

/// A step of a cancel.
pub(crate) enum Step<H> {
    /// Cancels what the node waits for.
    Cancel(H),
    /// All members of the group that decides `source` were asked, since a cancel of `node` reached it.
    Asked { node: H, source: H, then: Option<WhenAsked> },
}

/// A handle from which a cancel starts.
pub(crate) trait Walks: Clone {
    /// Cancels what the node waits for. If a group decides that, its steps are pushed, the first of them last.
    fn cancel_once(&self, steps: &mut Vec<Step<Self>>);

    /// Unmarks the group that decides the node.
    fn end_asking(&self);

    /// Notes on the nodes from `source` down to this one that a cancel waits for the next node, if the group still
    /// decides `source` and this node waits for it.
    fn note_pending_cancel(&self, source: &Self) -> bool;
}

/// Cancels what the node of `first` waits for.
pub(crate) fn cancel<H: Walks>(first: &H) {
    let mut steps = Vec::new();
    let mut panicked = Panicked::default();
    panicked.run(|| first.cancel_once(&mut steps));
    while let Some(step) = steps.pop() {
        panicked.run(|| match step {
            Step::Cancel(handle) => handle.cancel_once(&mut steps),
            Step::Asked { node, source, then } => {
                source.end_asking();
                // If another has fired the source by now, the cancel goes to the next node that is waited for.
                if then.is_some_and(|then| then()) && !node.note_pending_cancel(&source) {
                    steps.push(Step::Cancel(node));
                }
            }
        });
    }
    panicked.resume();
}

/// Pushes the steps for a group: the members that `ask` shows are cancelled in that order, and then all were asked.
pub(crate) fn ask_each<H: Walks>(
    steps: &mut Vec<Step<H>>,
    node: H,
    source: H,
    ask: impl FnOnce(&mut dyn FnMut(Option<&H>)) -> Option<WhenAsked>,
) {
    let last = steps.len();
    steps.push(Step::Asked { node, source, then: None });
    let when_asked = ask(&mut |member| steps.extend(member.cloned().map(Step::Cancel)));
    if let Step::Asked { then, .. } = &mut steps[last] {
        *then = when_asked;
    }
    steps[last + 1..].reverse();
}

#[cfg(all(feature = "std", not(all(test, loom))))]
pub(crate) use noted::{begin, end};
#[cfg(any(not(feature = "std"), all(test, loom)))]
pub(crate) use unnoted::{begin, end};

/// The groups whose members this thread is cancelling. Another thread that reaches them asks the members, too.
#[cfg(all(feature = "std", not(all(test, loom))))]
mod noted {
    use alloc::collections::BTreeSet;
    use core::cell::RefCell;
    use core::mem::ManuallyDrop;
    use core::ptr::NonNull;

    type Asked = RefCell<BTreeSet<NonNull<()>>>;

    std::thread_local! {
        static ASKED: Asked = const { RefCell::new(BTreeSet::new()) };
        /// The marks of a thread that is ending and has no others any more. They are never dropped, so they are there to the
        /// end; their memory is given back with the last of them.
        static AT_ITS_END: ManuallyDrop<Asked> = const { ManuallyDrop::new(RefCell::new(BTreeSet::new())) };
    }

    /// Marks the group, whose memory the caller keeps; false if it is marked already.
    pub(crate) fn begin(group: NonNull<()>) -> bool {
        let mark = |asked: &Asked| asked.borrow_mut().insert(group);
        ASKED.try_with(mark).unwrap_or_else(|_| AT_ITS_END.with(|asked| mark(asked)))
    }

    pub(crate) fn end(group: NonNull<()>) {
        let unmark = |asked: &Asked| asked.borrow_mut().remove(&group);
        if ASKED.try_with(unmark).is_err() {
            AT_ITS_END.with(|asked| {
                unmark(asked);
                if asked.borrow().is_empty() {
                    asked.take();
                }
            });
        }
    }
}

/// Without `std` there is no thread-local place for the marks.
#[cfg(any(not(feature = "std"), all(test, loom)))]
mod unnoted {
    use core::ptr::NonNull;

    pub(crate) fn begin(_: NonNull<()>) -> bool {
        true
    }

    pub(crate) fn end(_: NonNull<()>) {}
}
