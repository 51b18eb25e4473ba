//! Deferreds that cross threads.

mod chains;
mod hops;
mod methods;
mod several;
