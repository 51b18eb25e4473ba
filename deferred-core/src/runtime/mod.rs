//! The lowest layer, which knows none of the others: unwinding and drops, the trampoline, the walk of a cancel, a
//! freelist, a short lock.

pub(crate) mod cancel_reentrancy;
pub(crate) mod freelist;
pub(crate) mod lock;
pub(crate) mod trampoline;
pub(crate) mod unwind;
