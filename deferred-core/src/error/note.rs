//! What somebody noted on a failure on its way.

use alloc::string::String;
use core::fmt::{self, Debug, Display};
use core::panic::Location;

/// What was noted on a failure on its way, and where: see [`Failure::context`](crate::Failure::context).
#[derive(Clone)]
pub struct Note {
    text: String,
    location: &'static Location<'static>,
}

impl Note {
    pub(crate) fn new(text: String, location: &'static Location<'static>) -> Self {
        Note { text, location }
    }

    /// What was noted.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where.
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
