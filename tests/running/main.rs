//! Futures that are polled by whoever fires what they await.

mod abandoned;
mod callbacks;
mod cancelled;
mod deep;
mod given;
mod nested;
mod polled;
mod threads;
mod woken;
