//! What a failure replaced, and what it went through.

mod cause;
mod trace;

pub use cause::Cause;
pub use trace::Trace;

use crate::error::site::Site;
use crate::error::tag::FailureState;
use alloc::string::String;
use alloc::vec::Vec;

/// Whether failures note the stages that they pass, and what the errors said that they replaced.
pub(crate) const TRACED: bool = cfg!(any(debug_assertions, feature = "trace"));

/// How many stages a failure notes; a chain may be longer than anybody reads.
const NOTED: usize = 32;

/// How many causes are printed.
pub(crate) const PRINTED: usize = 8;

/// What there is to tell of a failure beside where it was raised.
pub struct History {
    state: FailureState,
    raised: Site,
    /// What the error said, where that was noted.
    text: Option<String>,
    cause: Option<Cause>,
    suppressed: Vec<Cause>,
    passed: Vec<Site>,
    passed_unnoted: usize,
}

/// A chain of causes is as long as the program made it, so it is dropped in a loop.
impl Drop for History {
    fn drop(&mut self) {
        let mut left = Vec::new();
        self.give_up(&mut left);
        while let Some(mut history) = left.pop() {
            history.give_up(&mut left);
        }
    }
}

impl History {
    fn new(raised: Site, state: FailureState, cause: Option<Cause>) -> Self {
        History {
            state,
            raised,
            text: None,
            cause,
            suppressed: Vec::new(),
            passed: Vec::new(),
            passed_unnoted: 0,
        }
    }

    fn give_up(&mut self, left: &mut Vec<History>) {
        let causes = self.cause.iter_mut().chain(&mut self.suppressed);
        left.extend(causes.filter_map(|cause| cause.trace.cut()));
    }
}
