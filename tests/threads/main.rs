//! Deferreds that cross threads.

mod awaiting;
mod chains;
mod hops;
mod loops;
mod making;
mod methods;
mod several;
mod time;
