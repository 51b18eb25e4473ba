//! Deferreds that cross threads.

mod awaiting;
mod chains;
mod hops;
mod methods;
mod several;
mod time;
