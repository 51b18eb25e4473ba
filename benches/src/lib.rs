//! The workloads: a chain of 8 `then`, 1 `catch` and 1 `finally` over `i64`, ours and written by hand.
//!
//! Each callback is opaque to the optimiser and has a real branch to an error.

mod by_hand;
mod ours;

pub use by_hand::{by_hand_pending, by_hand_ready};
pub use ours::{nested, pending, pending_fails, ready};

use std::hint::black_box;

/// What a step may fail with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bad(pub i64);

#[inline(always)]
pub(crate) fn step(x: i64, k: i64) -> Result<i64, Bad> {
    let x = black_box(x);
    if x == -k - 1 { Err(Bad(k)) } else { Ok(x + k) }
}

#[inline(always)]
pub(crate) fn rescue(bad: Bad) -> Result<i64, Bad> {
    let x = black_box(bad.0);
    if x == -77 { Err(bad) } else { Ok(x) }
}

#[inline(always)]
pub(crate) fn close() {
    black_box(());
}

/// A workload by its name, for programs that count instructions.
pub fn named(name: &str) -> Option<fn()> {
    Some(match name {
        "nothing" => || {},
        "by-hand-ready" => by_hand_ready,
        "by-hand-pending" => by_hand_pending,
        "ready" => ready,
        "pending" => pending,
        "pending-fails" => pending_fails,
        "nested" => nested,
        _ => return None,
    })
}
