//! `addBoth` as an outcome: one callback for both tracks, and cleaning up.
//!
//! `both` is given an [`Outcome`](crate::Outcome), which is a `Result`: the value, or the failure with the errors that may be in flight.
//! `finally` is given nothing, lets the result pass, and runs exactly once on every way out, also where the chain is cancelled, dropped or abandoned:
//!
//! ```
//! use deferred::{Deferred, chain, testing::success_result_of};
//! use std::{cell::Cell, rc::Rc};
//!
//! #[derive(Debug)]
//! struct Timeout;
//!
//! fn length(page: Deferred<String, (Timeout,)>, open: Rc<Cell<u32>>) -> Deferred<Option<usize>> {
//!     chain! {
//!         page;
//!         then |page| page.len(),
//!         finally move || open.set(open.get() - 1),
//!         both |outcome| outcome.ok(),
//!     }
//! }
//!
//! let open = Rc::new(Cell::new(2));
//! assert_eq!(success_result_of(length(Deferred::fail(Timeout), open.clone())), None);
//! let (resolver, page) = Deferred::pending();
//! let unread = length(page, open.clone());
//! drop((resolver, unread)); // nobody will ever fire it
//! assert_eq!(open.get(), 0);
//! ```
//!
//! # What the callback is given
//!
//! > `addBoth(callbackOrErrback)`: Keep in mind that the type of the first argument is indeterminate if you use this method! Use it for
//! > `finally:`-style blocks.
//!
//! It is determinate, and a callback of the value alone is none for it:
//!
#![doc = include_str!("words/tracks.both_calls_a_function_of_the_value.md")]
//!
//! And what cleans up does not change the result by mistake:
//!
#![doc = include_str!("words/looking.finally_gives_a_value.md")]
//!
//! Next: [pipelines](super::chapter_05).
