//! The cell by itself: single-threaded by rule, with real threads, and with every order that loom can find.

mod given;

#[cfg(not(loom))]
mod cancelling;
#[cfg(not(loom))]
mod firing;
#[cfg(not(loom))]
mod waiting;
