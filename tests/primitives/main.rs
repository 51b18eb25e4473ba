//! What several chains share: locks, semaphores, queues. Cases 39 and 40 of Twisted's edge cases.

mod backlog;
mod deliveries;
mod lock;
mod many;
mod queue;
mod running;
mod semaphore;
