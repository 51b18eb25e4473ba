//! What all layers stand on and what knows none of them: unwinding, the trampoline, the walk of a cancel, a freelist, a short lock.

pub(crate) mod cancel_reentrancy;
pub(crate) mod freelist;
pub(crate) mod lock;
pub(crate) mod trampoline;
pub(crate) mod unwind;
