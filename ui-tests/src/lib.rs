//! The mistakes that do not compile, the rule that their messages keep, and the book that is made of them.
//!
//! A file under `mistakes/` is one mistake. [`page`] reads it, [`compiler`] compiles it, [`words`] and
//! [`rule`] judge what the compiler says, [`twins`] runs what is right, and [`book`] makes a page of it;
//! [`quotes`] are what the tutorial shows of it.

#![forbid(unsafe_code)]

pub mod book;
pub mod compiler;
pub mod diagnostic;
pub mod each;
pub mod fix;
pub mod folder;
pub mod lines;
pub mod page;
pub mod programs;
pub mod quotes;
pub mod rule;
pub mod rustcs_own;
pub mod twins;
pub mod words;
