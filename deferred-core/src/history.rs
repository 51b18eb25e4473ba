//! What a failure replaced, and what it went through.

use crate::panics;
use crate::site::{Site, Stage};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Debug, Display};
use core::panic::Location;

/// Whether failures note the stages that they pass, and what the errors said that they replaced.
pub(crate) const TRACED: bool = cfg!(debug_assertions);

/// How many stages a failure notes; a chain may be longer than anybody reads.
const NOTED: usize = 32;

/// How many causes are printed.
const PRINTED: usize = 8;

/// Where a failure comes from, and whether somebody has it in hand. Two words.
pub enum Trace {
    /// All there is to tell is where it was raised.
    Short {
        location: &'static Location<'static>,
        stage: Stage,
        /// Set if a Deferred holds the failure: nobody has seen it, and dropping it reports it.
        in_flight: bool,
    },
    Long {
        history: Box<History>,
        in_flight: bool,
    },
}

pub struct History {
    raised: Site,
    cause: Option<Cause>,
    suppressed: Vec<Cause>,
    passed: Vec<Site>,
    passed_unnoted: usize,
}

impl Trace {
    /// A failure in flight, raised at `site`.
    #[inline]
    pub(crate) fn at(site: Site) -> Self {
        Trace::Short { location: site.location(), stage: site.stage(), in_flight: true }
    }

    #[inline]
    pub(crate) fn raised(&self) -> Site {
        match self {
            Trace::Short { location, stage, .. } => Site::at(location, *stage),
            Trace::Long { history, .. } => history.raised,
        }
    }

    #[inline]
    pub(crate) fn is_in_flight(&self) -> bool {
        match self {
            Trace::Short { in_flight, .. } | Trace::Long { in_flight, .. } => *in_flight,
        }
    }

    #[inline]
    pub(crate) fn set_in_flight(&mut self, now: bool) {
        match self {
            Trace::Short { in_flight, .. } | Trace::Long { in_flight, .. } => *in_flight = now,
        }
    }

    /// Drops it; the long way out of the line.
    #[inline]
    pub(crate) fn discard(self) {
        #[cold]
        #[inline(never)]
        fn discard_history(history: Box<History>) {
            drop(history);
        }
        if let Trace::Long { history, .. } = self {
            discard_history(history);
        }
    }

    fn history(&self) -> Option<&History> {
        match self {
            Trace::Short { .. } => None,
            Trace::Long { history, .. } => Some(history),
        }
    }

    #[cold]
    fn history_mut(&mut self) -> &mut History {
        if let Trace::Short { in_flight, .. } = *self {
            *self = Trace::Long {
                history: Box::new(History {
                    raised: self.raised(),
                    cause: None,
                    suppressed: Vec::new(),
                    passed: Vec::new(),
                    passed_unnoted: 0,
                }),
                in_flight,
            };
        }
        match self {
            Trace::Long { history, .. } => history,
            Trace::Short { .. } => unreachable!("just made long"),
        }
    }

    /// Notes a stage that the failure went past.
    #[inline]
    pub(crate) fn pass(&mut self, site: Site) {
        if TRACED {
            let history = self.history_mut();
            match history.passed.len() {
                0..NOTED => history.passed.push(site),
                _ => history.passed_unnoted += 1,
            }
        }
    }

    /// Puts `cause` behind the first cause that is known already.
    #[cold]
    pub(crate) fn replaced(&mut self, cause: Cause) {
        match &mut self.history_mut().cause {
            Some(known) => known.trace.replaced(cause),
            none => *none = Some(cause),
        }
    }

    #[cold]
    pub(crate) fn suppress(&mut self, other: Cause) {
        self.history_mut().suppressed.push(other);
    }

    pub(crate) fn cause(&self) -> Option<&Cause> {
        self.history()?.cause.as_ref()
    }

    pub(crate) fn suppressed(&self) -> &[Cause] {
        self.history().map_or(&[], |history| &history.suppressed)
    }

    pub(crate) fn passed(&self) -> &[Site] {
        self.history().map_or(&[], |history| &history.passed)
    }

    /// Takes away what makes it long.
    fn cut(&mut self) -> Option<History> {
        let short = Trace::at(self.raised());
        match core::mem::replace(self, short) {
            Trace::Long { history, .. } => Some(*history),
            Trace::Short { .. } => None,
        }
    }

    /// Everything but the error itself, on lines of their own.
    pub(crate) fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n  raised at {}", self.raised())?;
        for site in self.passed() {
            write!(f, "\n  passed {site}")?;
        }
        if let Some(more) = self.history().map(|h| h.passed_unnoted).filter(|&n| n > 0) {
            write!(f, "\n  passed {more} more stages")?;
        }
        let mut cause = self.cause();
        for _ in 0..PRINTED {
            let Some(known) = cause else { break };
            write!(f, "\n  replaced {known}")?;
            cause = known.cause();
        }
        if cause.is_some() {
            f.write_str("\n  replaced earlier ones")?;
        }
        self.suppressed().iter().try_for_each(|other| write!(f, "\n  suppressed {other}"))
    }
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
    fn give_up(&mut self, left: &mut Vec<History>) {
        let causes = self.cause.iter_mut().chain(&mut self.suppressed);
        left.extend(causes.filter_map(|cause| cause.trace.cut()));
    }
}

/// An error that is gone: another one took its place, or came with it.
///
/// The error itself was given to the handler that failed. What is left is its
/// type, where it was raised, and, in debug builds, its text.
pub struct Cause {
    type_name: &'static str,
    text: Option<String>,
    trace: Trace,
}

impl Cause {
    /// Notes an error that is about to be given away.
    pub(crate) fn of(error: &dyn Debug, type_name: &'static str, trace: Trace) -> Self {
        Cause { type_name, text: if TRACED { panics::debug_text(error) } else { None }, trace }
    }

    /// Notes an error that nobody will ever see.
    #[cold]
    pub(crate) fn lost(error: &dyn Debug, type_name: &'static str, mut trace: Trace) -> Self {
        trace.set_in_flight(false);
        Cause { type_name, text: panics::debug_text(error), trace }
    }

    /// The name of the error's type.
    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// What the error said of itself, where that was noted: always for a suppressed one, and in debug builds for one that was replaced.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
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
