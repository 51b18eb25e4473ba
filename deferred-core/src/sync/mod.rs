//! Primitives that several chains share: a [`Lock`], a [`Semaphore`], a [`Queue`].

mod delivery;
mod locks;
mod queue;
pub(crate) mod waiters;

pub use delivery::{Delivery, QueueClosed};
pub use locks::{Lock, LockGuard, Semaphore, SemaphoreGuard};
pub use queue::{AnyNumber, Backlog, PutError, Queue, QueueUnderflow};
