//! What a failure replaced, and what it went through.

use crate::mark::{Held, Mark};
use crate::panics;
use crate::site::Site;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Debug, Display};
use core::panic::Location;

/// Whether failures note the stages that they pass, and what the errors said that they replaced.
pub(crate) const TRACED: bool = cfg!(any(debug_assertions, feature = "trace"));

/// How many stages a failure notes; a chain may be longer than anybody reads.
const NOTED: usize = 32;

/// How many causes are printed.
pub(crate) const PRINTED: usize = 8;

/// Where a failure comes from, and whether somebody has it in hand. Two words.
pub enum Trace {
    /// All there is to tell is where it was raised.
    Short {
        mark: Mark,
        location: &'static Location<'static>,
    },
    Long {
        history: Box<History>,
    },
}

pub struct History {
    held: Held,
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
        Trace::Short { mark: Mark::new(site.stage(), Held::InFlight), location: site.location() }
    }

    #[inline]
    pub(crate) fn raised(&self) -> Site {
        match self {
            Trace::Short { mark, location } => Site::at(location, mark.stage()),
            Trace::Long { history } => history.raised,
        }
    }

    #[inline]
    fn held(&self) -> Held {
        match self {
            Trace::Short { mark, .. } => mark.held(),
            Trace::Long { history } => history.held,
        }
    }

    #[inline]
    fn set_held(&mut self, now: Held) {
        match self {
            Trace::Short { mark, .. } => *mark = Mark::new(mark.stage(), now),
            Trace::Long { history } => history.held = now,
        }
    }

    #[inline]
    pub(crate) fn is_in_flight(&self) -> bool {
        self.held() != Held::InHand
    }

    /// A callback has it: dropping it is the callback's affair.
    #[inline]
    pub(crate) fn take_in_hand(&mut self) {
        self.set_held(Held::InHand);
    }

    /// A callback has given it back.
    #[inline]
    pub(crate) fn pass_on(&mut self) {
        self.set_held(Held::PassedOn);
    }

    /// Whether this is the failure that `cause` was noted of, passed on by the callback that had it.
    pub(crate) fn is_passed_on(&self, cause: &Cause) -> bool {
        self.held() == Held::PassedOn && self.raised() == cause.raised()
    }

    /// Drops it; the long way out of the line.
    #[inline]
    pub(crate) fn discard(self) {
        #[cold]
        #[inline(never)]
        fn discard_history(history: Box<History>) {
            drop(history);
        }
        if let Trace::Long { history } = self {
            discard_history(history);
        }
    }

    fn history(&self) -> Option<&History> {
        match self {
            Trace::Short { .. } => None,
            Trace::Long { history } => Some(history),
        }
    }

    #[cold]
    fn history_mut(&mut self) -> &mut History {
        if let Trace::Short { mark, .. } = *self {
            *self = Trace::Long {
                history: Box::new(History {
                    held: mark.held(),
                    raised: self.raised(),
                    cause: None,
                    suppressed: Vec::new(),
                    passed: Vec::new(),
                    passed_unnoted: 0,
                }),
            };
        }
        match self {
            Trace::Long { history } => history,
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

    /// An error of the type `type_name` replaced `cause`, unless it is that one itself, passed on.
    // A failure that is lent to a call, or written by it, stays in memory also where the call is not made: so what
    // comes back is one word.
    #[inline(always)]
    pub(crate) fn replacing(self, type_name: &'static str, cause: Cause) -> Self {
        #[cold]
        #[inline(never)]
        fn history(mut trace: Trace, type_name: &'static str, cause: Cause) -> Option<Box<History>> {
            if !trace.is_passed_on(&cause) || cause.type_name() != type_name {
                trace.replaced(cause);
            }
            match trace {
                Trace::Short { .. } => None,
                Trace::Long { history } => Some(history),
            }
        }
        let short = match self {
            Trace::Short { mark, location } => Some((mark, location)),
            Trace::Long { .. } => None,
        };
        match (history(self, type_name, cause), short) {
            (Some(history), _) => Trace::Long { history },
            (None, Some((mark, location))) => Trace::Short { mark, location },
            (None, None) => unreachable!("what is long stays long"),
        }
    }

    /// Puts `cause` behind the first cause that is known already.
    #[cold]
    pub(crate) fn replaced(&mut self, cause: Cause) {
        let mut last = self;
        loop {
            let history = last.history_mut();
            if history.cause.is_none() {
                history.cause = Some(cause);
                return;
            }
            last = &mut history.cause.as_mut().expect("just looked").trace;
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

    /// What is known of it, for a cause: as many of its own causes as anybody reads.
    pub(crate) fn copy(&self, causes: usize) -> Trace {
        let mut copy = Trace::at(self.raised());
        if let Some(cause) = self.cause()
            && causes > 0
        {
            copy.replaced(cause.copy(causes - 1));
        }
        copy
    }

    /// The same for a failure that is copied: also what it passed, and what it suppressed.
    pub(crate) fn copy_all(&self) -> Trace {
        let mut copy = self.copy(PRINTED);
        if let Some(known) = self.history() {
            let history = copy.history_mut();
            history.suppressed = known.suppressed.iter().map(|other| other.copy(PRINTED)).collect();
            history.passed = known.passed.clone();
            history.passed_unnoted = known.passed_unnoted;
        }
        copy
    }

    /// Takes away what makes it long.
    fn cut(&mut self) -> Option<History> {
        let short = Trace::at(self.raised());
        match core::mem::replace(self, short) {
            Trace::Long { history } => Some(*history),
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

    fn copy(&self, causes: usize) -> Cause {
        Cause { type_name: self.type_name, text: self.text.clone(), trace: self.trace.copy(causes) }
    }

    /// Notes an error that nobody will ever see.
    #[cold]
    pub(crate) fn lost(error: &dyn Debug, type_name: &'static str, mut trace: Trace) -> Self {
        trace.take_in_hand();
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
