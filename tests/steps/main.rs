//! Loops of steps: `iterate`, `fold` and `retry`.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/long.rs"]
mod long;

mod fold;
mod iterate;
mod many;
mod retry;

#[derive(Debug, PartialEq)]
pub(crate) struct Broken(u32);
