//! What all layers stand on and what knows none of them: unwinding, the trampoline, a short lock.

pub(crate) mod cancel_reentrancy;
pub(crate) mod freelist;
pub(crate) mod lock;
pub(crate) mod trampoline;
pub(crate) mod unwind;
