//! What a node across threads waits for, as one atomic word, which is also the node's lock.

use super::canceller::CancellerPtr;
use super::node::NodePtr;
use core::panic::Location;
use core::ptr::{self, NonNull};

/// What a node waits for. Changing or following it means to take it out and put it back; in the meantime the node
/// is locked.
#[derive(Clone, Copy)]
pub(super) enum Upstream {
    /// The node upstream was delivered, or is being delivered.
    Nothing,
    /// The node that this one waits for, which is alive as long as it is linked.
    Node(NodePtr),
    /// The node is a pair without a canceller, made at this place.
    Made(&'static Location<'static>),
    /// The node is a pair with a canceller, which the node owns.
    Canceller(CancellerPtr),
    /// The node is a pair whose canceller is running, made at this place.
    Cancelling(&'static Location<'static>),
}

const NODE: usize = 0;
const MADE: usize = 1;
const CANCELLER: usize = 2;
const CANCELLING: usize = 3;
const TAGS: usize = 3;

impl Upstream {
    pub(super) const LOCKED: *mut () = ptr::without_provenance_mut(usize::MAX);

    #[inline]
    pub(super) fn to_word(self) -> *mut () {
        let (it, tag): (*mut (), usize) = match self {
            Upstream::Nothing => (ptr::null_mut(), NODE),
            Upstream::Node(node) => (node.as_ptr().cast(), NODE),
            Upstream::Made(made) => (ptr::from_ref(made).cast_mut().cast(), MADE),
            Upstream::Canceller(header) => (header.as_ptr().cast(), CANCELLER),
            Upstream::Cancelling(made) => (ptr::from_ref(made).cast_mut().cast(), CANCELLING),
        };
        it.map_addr(|address| address | tag)
    }

    /// Decodes the word, unless the node is locked.
    #[inline]
    pub(super) fn of_word(word: *mut ()) -> Option<Self> {
        if word == Self::LOCKED {
            return None;
        }
        let it = word.map_addr(|address| address & !TAGS);
        // SAFETY: `to_word` has made the word, of a pointer of that type.
        let made = || unsafe { &*it.cast_const().cast::<Location<'static>>() };
        Some(match word.addr() & TAGS {
            MADE => Upstream::Made(made()),
            // SAFETY: `to_word` has made the word of a `CancellerPtr`, which is aligned, so it is not null without the tag, either.
            CANCELLER => Upstream::Canceller(unsafe { NonNull::new_unchecked(it.cast()) }),
            CANCELLING => Upstream::Cancelling(made()),
            _ => NonNull::new(it.cast()).map_or(Upstream::Nothing, Upstream::Node),
        })
    }

    /// Where the pair was made, unless another node is upstream of it.
    ///
    /// # Safety
    ///
    /// `self` was taken out of a node that is locked and alive.
    pub(super) unsafe fn made(self) -> Option<&'static Location<'static>> {
        match self {
            Upstream::Made(made) | Upstream::Cancelling(made) => Some(made),
            // SAFETY: the locked node owns the canceller.
            Upstream::Canceller(header) => Some(unsafe { header.as_ref() }.made()),
            Upstream::Nothing | Upstream::Node(_) => None,
        }
    }

    /// Whether the node is a pair that waits for no other node.
    #[inline]
    pub(super) fn is_first(word: *mut ()) -> bool {
        word != Self::LOCKED && word.addr() & TAGS != NODE
    }

    /// Whether there is a canceller, a canceller is running, or the node is locked.
    #[inline]
    pub(super) fn has_canceller(word: *mut ()) -> bool {
        word.addr() & CANCELLER != 0
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::Upstream;
    use core::panic::Location;
    use core::ptr::NonNull;

    /// Whether it waits for no other node, and whether it has a canceller.
    fn told(word: *mut ()) -> (bool, bool) {
        (Upstream::is_first(word), Upstream::has_canceller(word))
    }

    #[test]
    fn a_word_tells_what_is_upstream() {
        let made = Location::caller();
        assert_eq!(told(Upstream::Nothing.to_word()), (false, false));
        assert_eq!(told(Upstream::Node(NonNull::dangling()).to_word()), (false, false));
        assert_eq!(told(Upstream::Made(made).to_word()), (true, false));
        assert_eq!(told(Upstream::Canceller(NonNull::dangling()).to_word()), (true, true));
        assert_eq!(told(Upstream::Cancelling(made).to_word()), (true, true));
        // One that is locked is looked at under the lock.
        assert_eq!(told(Upstream::LOCKED), (false, true));
    }
}
