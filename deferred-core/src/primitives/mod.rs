//! What several chains share: a [`Lock`], a [`Semaphore`], a [`Queue`].

mod lock;
mod pool;
mod queue;
mod semaphore;

pub use lock::{Lock, LockGuard};
pub use queue::{Queue, QueueOverflow, QueueUnderflow};
pub use semaphore::{Semaphore, SemaphoreGuard};
