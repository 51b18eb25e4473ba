//! `Note`: a text that was put on a failure on its way.

use alloc::string::String;
use core::fmt::{self, Debug, Display};
use core::panic::Location;

/// A text that was put on a failure on its way, and where: see [`Failure::context`](crate::Failure::context).
///
/// ```
/// use deferred::{fail, testing::failure_result_of};
///
/// #[derive(Debug)]
/// struct Offline;
///
/// let failure = failure_result_of(fail::<(), _>(Offline).context("while the page was fetched"));
/// let note = &failure.notes()[0];
/// assert_eq!(note.text(), "while the page was fetched");
/// assert!(note.location().line() > 0);
/// ```
#[derive(Clone)]
pub struct Note {
    text: String,
    location: &'static Location<'static>,
}

impl Note {
    pub(crate) fn new(text: String, location: &'static Location<'static>) -> Self {
        Note { text, location }
    }

    /// The text of the note.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place where the note was put on the failure.
    pub fn location(&self) -> &'static Location<'static> {
        self.location
    }
}

impl Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, at {}", self.text, self.location)
    }
}

impl Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Note({self})")
    }
}
