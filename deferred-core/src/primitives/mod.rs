//! What several chains share: a [`Lock`], a [`Semaphore`], a [`Queue`].

mod lock;
mod pool;
mod queue;
mod semaphore;
mod waiters;

pub use lock::{Lock, LockGuard};
pub use queue::{Queue, QueueOverflow, QueueUnderflow};
pub use semaphore::{Semaphore, SemaphoreGuard};
