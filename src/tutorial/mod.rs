//! A course in Deferreds, in the order of Twisted's guide: eleven chapters, each with a program that runs.
//!
//! The guide warns of what goes wrong at run time. Most of its warnings are quoted here, and answered by what the compiler says of each.
//!
//! 1. [The first callback](chapter_01): a result that comes later, and what is done with it.
//! 2. [Two tracks](chapter_02): values, failures, and how a result changes over.
//! 3. [Typed sets](chapter_03): which errors may be in flight, and who handles them.
//! 4. [`addBoth` as an outcome](chapter_04): one callback for both tracks, and cleaning up.
//! 5. [Pipelines](chapter_05): callbacks that wait, and chains that are given to others.
//! 6. [Lists](chapter_06): several Deferreds at once.
//! 7. [Cancelling](chapter_07): what is not wanted any more.
//! 8. [Time](chapter_08): clocks, waiting, and what takes too long.
//! 9. [Threads](chapter_09): results that come from elsewhere.
//! 10. [Async code](chapter_10): awaiting, without an executor.
//! 11. [Testing](chapter_11): looking at results, and every order of events.

pub mod chapter_01;
pub mod chapter_02;
pub mod chapter_03;
pub mod chapter_04;
pub mod chapter_05;
pub mod chapter_06;
pub mod chapter_07;
pub mod chapter_08;
pub mod chapter_09;
pub mod chapter_10;
pub mod chapter_11;
