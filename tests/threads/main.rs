//! Deferreds that cross threads.

mod awaiting;
mod cancelling;
mod chains;
mod deferred_to;
mod giving_up;
mod gong;
mod hops;
mod lock;
mod looping;
mod loops;
mod making;
mod meeting;
mod methods;
mod queue;
mod resolvers;
mod retry;
mod semaphore;
mod several;
mod share;
mod time;
mod why_pending;
