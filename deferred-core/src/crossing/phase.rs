//! The state of a node across threads, as one byte: its phase, and how the receiver has ended.

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
