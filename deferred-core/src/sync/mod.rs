//! Primitives that several chains share: a [`Lock`], a [`Semaphore`], a [`Queue`].

mod delivery;
mod lock;
mod pool;
mod queue;
mod semaphore;
pub(crate) mod waiters;

pub use delivery::{Delivery, QueueClosed};
pub use lock::{Lock, LockGuard};
pub use queue::{AnyNumber, Backlog, PutError, Queue, QueueUnderflow};
pub use semaphore::{Semaphore, SemaphoreGuard};
