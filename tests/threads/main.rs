//! Deferreds that cross threads.

mod awaiting;
mod chains;
mod giving_up;
mod gong;
mod hops;
mod loops;
mod making;
mod methods;
mod several;
mod time;
