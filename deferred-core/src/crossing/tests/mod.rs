//! The cell by itself: where the order is known, and in every order that loom can find.

mod given;

#[cfg(not(loom))]
mod atomics;
#[cfg(not(loom))]
mod cancelling;
#[cfg(not(loom))]
mod firing;
#[cfg(loom)]
mod models;
#[cfg(not(loom))]
mod threads;
#[cfg(not(loom))]
mod waiting;
