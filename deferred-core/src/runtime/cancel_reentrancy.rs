//! The walk of a cancel over groups of groups, however deep they are: it takes no stack for them.
//!
//! What a cancel comes to may be a pair that a group fires, as that of a list is: then each member is cancelled, and a
//! member may be such a pair again. So a cancel is a series of steps, of which the next is on top of a list of
//! those that are left. One step that panics keeps no other from being taken.
//!
//! A group may wait for itself, by ways that no walk sees: its result is what fires one of its members. So a group whose
//! members are being cancelled is marked until the last of them has been; a cancel that comes back to it ends there.

use crate::runtime::unwind::Panicked;
use alloc::boxed::Box;
use alloc::vec::Vec;

/// What is called when all members of a group were asked. It says whether the cancel was only noted there.
pub type WhenAsked = Box<dyn FnOnce() -> bool>;

/// Something that a cancel does.
pub(crate) enum Step<H> {
    /// It cancels what the node waits for.
    Cancel(H),
    /// All members of the group that fires `source` were asked, since a cancel of `node` came to it.
    Asked { node: H, source: H, then: Option<WhenAsked> },
}

/// A handle from which a cancel begins.
pub(crate) trait Walks: Clone {
    /// Cancels what it waits for. If a group fires that, the steps for it are put on top, the first of them last.
    fn cancel_once(&self, steps: &mut Vec<Step<Self>>);

    /// The group that fires it is marked no more.
    fn end_asking(&self);

    /// Notes from `source` down to this that a cancel waits for what comes next, if the group still fires `source` and this waits for that.
    fn note_pending_cancel(&self, source: &Self) -> bool;
}

/// Cancels what it waits for.
pub(crate) fn cancel<H: Walks>(first: &H) {
    let mut steps = Vec::new();
    let mut panicked = Panicked::default();
    panicked.run(|| first.cancel_once(&mut steps));
    while let Some(step) = steps.pop() {
        panicked.run(|| match step {
            Step::Cancel(handle) => handle.cancel_once(&mut steps),
            Step::Asked { node, source, then } => {
                source.end_asking();
                // Where another has fired the source by now, the cancel is for what comes after.
                if then.is_some_and(|then| then()) && !node.note_pending_cancel(&source) {
                    steps.push(Step::Cancel(node));
                }
            }
        });
    }
    panicked.resume();
}

/// Puts the steps for a group on top: what `ask` shows is cancelled in that order, and then all were asked.
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

/// Of which groups the members are being cancelled by this thread: another that comes to them asks them, too.
#[cfg(all(feature = "std", not(all(test, loom))))]
mod noted {
    use alloc::collections::BTreeSet;
    use core::cell::RefCell;
    use core::ptr::NonNull;

    std::thread_local! {
        static ASKED: RefCell<BTreeSet<NonNull<()>>> = const { RefCell::new(BTreeSet::new()) };
    }

    /// Marks the group, of which the caller keeps the memory, unless it is marked.
    pub(crate) fn begin(group: NonNull<()>) -> bool {
        // Where the thread is going away, nothing is noted any more.
        ASKED.try_with(|asked| asked.borrow_mut().insert(group)).unwrap_or(true)
    }

    pub(crate) fn end(group: NonNull<()>) {
        let _ = ASKED.try_with(|asked| asked.borrow_mut().remove(&group));
    }
}

/// Without `std` there is no thread to note it for.
#[cfg(any(not(feature = "std"), all(test, loom)))]
mod unnoted {
    use core::ptr::NonNull;

    pub(crate) fn begin(_: NonNull<()>) -> bool {
        true
    }

    pub(crate) fn end(_: NonNull<()>) {}
}
