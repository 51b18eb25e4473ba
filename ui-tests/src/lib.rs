//! The mistakes that do not compile, the rule that their messages keep, and the book that is made of them.
//!
//! A file under `mistakes/` is one mistake. [`page`] reads it, [`compiler`] compiles it, [`rule`] judges
//! what the compiler says, and [`book`] makes a page of it.

pub mod book;
pub mod compiler;
pub mod diagnostic;
pub mod page;
pub mod rule;
