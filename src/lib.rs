//! Typed callback chains: Twisted's Deferred, with the errors in flight written in the type.

#![no_std]

pub use deferred_core::*;
pub use deferred_macros::chain;
