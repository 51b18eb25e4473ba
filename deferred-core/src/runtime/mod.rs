//! What all layers stand on and what knows none of them: unwinding, the trampoline, the walk of a cancel, a freelist, a short lock,
//! a value that is dropped unseen.

pub(crate) mod cancel_reentrancy;
pub(crate) mod freelist;
pub(crate) mod lock;
pub(crate) mod opaque;
pub(crate) mod trampoline;
pub(crate) mod unwind;
