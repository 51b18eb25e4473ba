//! An error that is gone.

use super::{TRACED, Trace};
use crate::error::site::Site;
use core::fmt::{self, Debug, Display};

/// An error that is gone: another one took its place, or came with it.
///
/// The error itself was given to the handler that failed. What is left is its
/// type, where it was raised, and, in debug builds, its text.
pub struct Cause {
    type_name: &'static str,
    pub(super) trace: Trace,
}

impl Cause {
    /// Notes an error that is about to be given away.
    #[inline(always)]
    pub(crate) fn of(error: &dyn Debug, type_name: &'static str, mut trace: Trace) -> Self {
        if TRACED {
            trace.note_text(error);
        }
        Cause { type_name, trace }
    }

    /// Notes an error that nobody will ever see.
    #[cold]
    pub(crate) fn lost(error: &dyn Debug, type_name: &'static str, mut trace: Trace) -> Self {
        trace.take_in_hand();
        trace.note_text(error);
        Cause { type_name, trace }
    }

    pub(super) fn copy(&self, causes: usize) -> Cause {
        Cause { type_name: self.type_name, trace: self.trace.copy(causes) }
    }

    /// Drops it; the long way out of the line.
    #[inline(always)]
    pub(crate) fn discard(self) {
        self.trace.discard();
    }

    /// The name of the error's type.
    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// What the error said of itself, where that was noted: always for a suppressed one, and in debug builds for one that was replaced.
    pub fn text(&self) -> Option<&str> {
        self.trace.text()
    }

    /// Where it was raised.
    pub fn raised(&self) -> Site {
        self.trace.raised()
    }

    /// What it had replaced itself.
    pub fn cause(&self) -> Option<&Cause> {
        self.trace.cause()
    }
}

impl Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().unwrap_or(self.type_name))?;
        write!(f, ", raised at {}", self.raised())
    }
}

impl Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cause({self})")
    }
}
