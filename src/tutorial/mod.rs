//! A course in Deferreds, in the order of Twisted's guide: eleven chapters, each with a program that runs.
//!
//! The guide warns of what goes wrong at run time. Each of its warnings is quoted here, and answered by what the compiler says of it.
//!
//! 1. [The first callback](chapter_1): a result that comes later, and what is done with it.
//! 2. [Two tracks](chapter_2): values, failures, and how a result changes over.
//! 3. [Typed sets](chapter_3): which errors may be in flight, and who handles them.
//! 4. [`addBoth` as an outcome](chapter_4): one callback for both tracks, and cleaning up.
//! 5. [Pipelines](chapter_5): callbacks that wait, and chains that are given to others.
//! 6. [Lists](chapter_6): several Deferreds at once.
//! 7. [Cancelling](chapter_7): what is not wanted any more.
//! 8. [Time](chapter_8): clocks, waiting, and what takes too long.
//! 9. [Threads](chapter_9): results that come from elsewhere.
//! 10. [Async code](chapter_10): awaiting, without an executor.
//! 11. [Testing](chapter_11): looking at results, and every order of events.

pub mod chapter_1;
pub mod chapter_10;
pub mod chapter_11;
pub mod chapter_2;
pub mod chapter_3;
pub mod chapter_4;
pub mod chapter_5;
pub mod chapter_6;
pub mod chapter_7;
pub mod chapter_8;
pub mod chapter_9;
