//! The state of a node across threads, in two words: its phase, with how the receiver has ended, as one atomic byte; and
//! what the node waits for, as one atomic word that is also the node's lock. And a snapshot of both for `why_pending`,
//! which changes nothing.

use super::Handle;
use super::cancel::LockedPath;
use super::canceller::CancellerPtr;
use super::node::NodePtr;
use crate::flavour::{Source, View};
use alloc::vec::Vec;
use core::panic::Location;
use core::ptr::{self, NonNull};

/// The phase of a node, and how its receiver has ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Phase(u8);

impl Phase {
    /// The buffer holds nothing. The claim is open: the sender, or a cancel, takes it by a compare-and-swap to `RUNNING`. The receiver
    /// begins to attach, `ATTACHING`. Nobody runs foreign code.
    pub(super) const EMPTY: u8 = 0;
    /// The receiver owns the buffer and writes a continuation into it, then `CHAINED`. That is a few instructions without foreign code,
    /// so whoever wants the claim meanwhile spins.
    pub(super) const ATTACHING: u8 = 1;
    /// The buffer holds a continuation, which is the node's. The claim is open, as in `EMPTY`, and goes with the buffer.
    pub(super) const CHAINED: u8 = 2;
    /// One thread has the claim, and with it the buffer. It runs the continuation, which is foreign code, on its
    /// own stack. Then it puts the result in, `READY`, or gives up, `ABANDONED`; if the continuation returned a
    /// Deferred that is pending, whoever delivers that one fires this node.
    pub(super) const RUNNING: u8 = 3;
    /// The buffer holds the result. The result belongs to the receiver, or, if the receiver has published how it
    /// ends, to whoever came second. A receiver that takes the result to run a continuation with it has the claim
    /// again, `RUNNING`.
    pub(super) const READY: u8 = 4;
    /// The buffer holds nothing, and no result will come. Nobody changes the phase. Whoever set it tears down the
    /// nodes downstream, or the receiver if that comes second.
    pub(super) const ABANDONED: u8 = 5;

    /// The node downstream is set: whoever comes second, the receiver or the result, delivers.
    pub(super) const HAS_DOWNSTREAM: u8 = 8;
    /// Nobody will take the result.
    pub(super) const RECEIVER_DROPPED: u8 = 16;

    #[inline]
    pub(super) fn of(bits: u8) -> Self {
        Phase(bits)
    }

    #[inline]
    pub(super) fn bits(self) -> u8 {
        self.0
    }

    #[inline]
    pub(super) fn step(self) -> u8 {
        self.0 % Self::HAS_DOWNSTREAM
    }

    /// Whether the node can still be fired or cancelled.
    #[inline]
    pub(super) fn is_unfired(self) -> bool {
        self.step() < Self::RUNNING
    }

    /// Whether the node's result, or that there is none, is decided.
    #[inline]
    pub(super) fn is_settled(self) -> bool {
        self.step() > Self::RUNNING
    }

    #[inline]
    pub(super) fn has_downstream(self) -> bool {
        self.0 & Self::HAS_DOWNSTREAM != 0
    }

    #[inline]
    pub(super) fn is_receiver_dropped(self) -> bool {
        self.0 & Self::RECEIVER_DROPPED != 0
    }

    #[inline]
    pub(super) fn with_step(self, step: u8) -> Self {
        Phase(self.0 - self.step() + step)
    }
}

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

impl Handle {
    /// The address of the innermost node that this one waits for. Another thread may change that before this
    /// returns.
    pub(crate) fn source(&self) -> *const () {
        // SAFETY: the handle keeps the node's memory.
        unsafe { LockedPath::up(self.node()) }.source.as_ptr().cast_const().cast()
    }

    /// A snapshot of what the node waits for. Another thread may change that before this returns. Stages that wait are
    /// listed with the feature `trace` only; a node has no room for them.
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
