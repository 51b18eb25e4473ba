//! How far a node is, as one byte.

/// How far a node is, and what its taking side has said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Phase(u8);

impl Phase {
    pub(super) const EMPTY: u8 = 0;
    pub(super) const ATTACHING: u8 = 1;
    pub(super) const CHAINED: u8 = 2;
    pub(super) const RUNNING: u8 = 3;
    pub(super) const READY: u8 = 4;
    pub(super) const ABANDONED: u8 = 5;

    /// The node that waits is there: whoever comes second, this or the value, delivers.
    pub(super) const WAITED: u8 = 8;
    /// Nobody will take the value.
    pub(super) const LEFT: u8 = 16;

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
        self.0 % Self::WAITED
    }

    /// Whether a value, or a cancel, can still be the first.
    #[inline]
    pub(super) fn is_unfired(self) -> bool {
        self.step() < Self::RUNNING
    }

    /// Whether it is decided what comes out.
    #[inline]
    pub(super) fn is_settled(self) -> bool {
        self.step() > Self::RUNNING
    }

    #[inline]
    pub(super) fn is_waited(self) -> bool {
        self.0 & Self::WAITED != 0
    }

    #[inline]
    pub(super) fn is_left(self) -> bool {
        self.0 & Self::LEFT != 0
    }

    #[inline]
    pub(super) fn with_step(self, step: u8) -> Self {
        Phase(self.0 - self.step() + step)
    }
}
