//! Steps that follow one another, each when the one before has its result.

mod fold;
mod iterate;
mod retry;

pub use fold::fold;
pub use iterate::iterate;
pub(crate) use retry::Attempts;
pub use retry::{Retry, retry};
