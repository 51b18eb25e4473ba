//! What a node across threads waits for, as one atomic word, which is also the node's lock.

use super::node::NodePtr;
use super::watch::WatchPtr;
use core::panic::Location;
use core::ptr::{self, NonNull};

/// What is above a node. Who changes it, or follows it, takes it out and puts it back: in the meantime it is locked.
#[derive(Clone, Copy)]
pub(super) enum Above {
    /// A value comes, or has come, from a node that was above.
    Nothing,
    /// The node that this one waits for. It is alive while that is so.
    Node(NodePtr),
    /// The node is a pair that was made there.
    Made(&'static Location<'static>),
    /// The same, with a canceller that the node owns.
    Watched(WatchPtr),
    /// The same, whose canceller is running.
    Asked(&'static Location<'static>),
}

const NODE: usize = 0;
const MADE: usize = 1;
const WATCHED: usize = 2;
const ASKED: usize = 3;
const TAGS: usize = 3;

impl Above {
    pub(super) const LOCKED: *mut () = ptr::without_provenance_mut(usize::MAX);

    #[inline]
    pub(super) fn to_word(self) -> *mut () {
        let (it, tag): (*mut (), usize) = match self {
            Above::Nothing => (ptr::null_mut(), NODE),
            Above::Node(node) => (node.as_ptr().cast(), NODE),
            Above::Made(made) => (ptr::from_ref(made).cast_mut().cast(), MADE),
            Above::Watched(watch) => (watch.as_ptr().cast(), WATCHED),
            Above::Asked(made) => (ptr::from_ref(made).cast_mut().cast(), ASKED),
        };
        it.map_addr(|address| address | tag)
    }

    /// What the word says, unless it is locked.
    #[inline]
    pub(super) fn of_word(word: *mut ()) -> Option<Self> {
        if word == Self::LOCKED {
            return None;
        }
        let it = word.map_addr(|address| address & !TAGS);
        // SAFETY: `to_word` has made the word, of a pointer of that type.
        let made = || unsafe { &*it.cast_const().cast::<Location<'static>>() };
        Some(match word.addr() & TAGS {
            MADE => Above::Made(made()),
            // SAFETY: `to_word` has made the word of a `WatchPtr`, which is aligned, so it is not null without the tag, either.
            WATCHED => Above::Watched(unsafe { NonNull::new_unchecked(it.cast()) }),
            ASKED => Above::Asked(made()),
            _ => NonNull::new(it.cast()).map_or(Above::Nothing, Above::Node),
        })
    }

    /// Where the pair was made, as long as nothing else is above it.
    ///
    /// # Safety
    ///
    /// The node that it was taken out of is locked, and alive.
    pub(super) unsafe fn made(self) -> Option<&'static Location<'static>> {
        match self {
            Above::Made(made) | Above::Asked(made) => Some(made),
            // SAFETY: the locked node owns it.
            Above::Watched(watch) => Some(unsafe { watch.as_ref() }.made()),
            Above::Nothing | Above::Node(_) => None,
        }
    }

    /// Whether the node is a pair that waits for no other.
    #[inline]
    pub(super) fn is_first(word: *mut ()) -> bool {
        word != Self::LOCKED && word.addr() & TAGS != NODE
    }

    /// Whether there is a canceller, or one is running, or the word is locked.
    #[inline]
    pub(super) fn is_watching(word: *mut ()) -> bool {
        word.addr() & WATCHED != 0
    }
}
