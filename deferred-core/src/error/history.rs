//! The history of a failure: where it was raised, the stages that it passed, the errors that it replaced, and notes.
//!
//! A [`Trace`] is two words. It has a box, the [`History`], only where there is more to tell than the place. A [`Cause`]
//! is what is left of an error that another one replaced.

use crate::error::site::{FailureState, FailureTag, Site};
use crate::runtime::unwind;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Debug, Display};
use core::mem::ManuallyDrop;
use core::panic::Location;

/// Whether failures note the stages that they pass, and the text of the errors that they replaced.
pub(crate) const TRACED: bool = cfg!(any(debug_assertions, feature = "trace"));

/// How many stages a failure notes; a chain may be longer than anybody reads.
const NOTED: usize = 32;

/// How many causes are printed.
const PRINTED: usize = 8;

/// How many causes a copy has: one more than are printed, so that it says that there were earlier ones.
pub(crate) const COPIED: usize = PRINTED + 1;

/// Where a failure was raised, and whether it is in hand. Two words.
pub enum Trace {
    /// Only the place where the failure was raised is known.
    Short {
        tag: FailureTag,
        location: &'static Location<'static>,
    },
    /// The failure also has a cause, of which only the place is known.
    Replacing(Box<Replacing>),
    Long(Box<History>),
}

/// Nothing in this type needs a drop, so where one function makes and drops a failure, the compiler removes the
/// allocation.
pub struct Replacing {
    tag: FailureTag,
    location: &'static Location<'static>,
    /// The trace of the cause is `Short`.
    cause: ManuallyDrop<Cause>,
}

impl Trace {
    /// A failure in flight, raised at `site`.
    #[inline]
    pub(crate) fn at(site: Site) -> Self {
        Trace::Short { tag: FailureTag::new(site.stage(), FailureState::InFlight), location: site.location() }
    }

    #[inline]
    pub(crate) fn raised(&self) -> Site {
        match self {
            Trace::Short { tag, location } => Site::at(location, tag.stage()),
            Trace::Replacing(replacing) => Site::at(replacing.location, replacing.tag.stage()),
            Trace::Long(history) => history.raised,
        }
    }

    #[inline]
    fn state(&self) -> FailureState {
        match self {
            Trace::Short { tag, .. } => tag.state(),
            Trace::Replacing(replacing) => replacing.tag.state(),
            Trace::Long(history) => history.state,
        }
    }

    #[inline(always)]
    fn set_state(&mut self, now: FailureState) {
        match self {
            Trace::Short { tag, .. } => tag.set_state(now),
            Trace::Replacing(replacing) => replacing.tag.set_state(now),
            Trace::Long(history) => history.state = now,
        }
    }

    #[inline]
    pub(crate) fn is_in_flight(&self) -> bool {
        self.state() != FailureState::InHand
    }

    /// Marks the failure as in hand: dropping it is up to the callback that has it.
    #[inline]
    pub(crate) fn take_in_hand(&mut self) {
        self.set_state(FailureState::InHand);
    }

    /// Marks the failure as passed on by a callback.
    #[inline]
    pub(crate) fn pass_on(&mut self) {
        self.set_state(FailureState::PassedOn);
    }

    /// Whether this is the failure that `cause` was noted of, passed on by the callback that had it.
    pub(crate) fn is_passed_on(&self, cause: &Cause) -> bool {
        self.state() == FailureState::PassedOn && self.raised() == cause.raised()
    }

    /// Drops the trace, with the cold path out of line.
    #[inline(always)]
    pub(crate) fn discard(self) {
        #[cold]
        #[inline(never)]
        fn discard_history(_: Box<History>) {}
        match self {
            Trace::Short { .. } => {}
            Trace::Replacing(replacing) => drop(replacing),
            Trace::Long(history) => discard_history(history),
        }
    }

    fn history(&self) -> Option<&History> {
        match self {
            Trace::Long(history) => Some(history),
            _ => None,
        }
    }

    #[cold]
    fn history_mut(&mut self) -> &mut History {
        if self.history().is_none() {
            let shorter = core::mem::replace(self, Trace::at(self.raised()));
            *self = Trace::Long(shorter.into_history());
        }
        match self {
            Trace::Long(history) => history,
            _ => unreachable!("just made long"),
        }
    }

    fn into_history(self) -> Box<History> {
        let (raised, state) = (self.raised(), self.state());
        let cause = match self {
            Trace::Short { .. } => None,
            Trace::Replacing(replacing) => Some(ManuallyDrop::into_inner(replacing.cause)),
            Trace::Long(history) => return history,
        };
        Box::new(History::new(raised, state, cause))
    }

    /// Notes a stage that the failure passed.
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

    /// Notes that an error of the type `type_name` replaced `cause`, unless it is that one itself, passed on.
    // The return value is one word: a failure that a call borrows or writes stays in memory also where the call is
    // not made.
    #[inline(always)]
    pub(crate) fn replacing(self, type_name: &'static str, cause: Cause) -> Self {
        #[cold]
        #[inline(never)]
        fn history(mut trace: Trace, type_name: &'static str, cause: Cause) -> Option<Box<History>> {
            if !trace.is_passed_on(&cause) || cause.type_name() != type_name {
                trace.replaced(cause);
            }
            (!trace.is_short()).then(|| trace.into_history())
        }
        let short = match self {
            Trace::Short { tag, location } => Some((tag, location)),
            _ => None,
        };
        if let Some((tag, location)) = short
            && tag.state() == FailureState::InFlight
            && cause.trace.is_short()
        {
            core::mem::forget(self);
            return Trace::Replacing(Box::new(Replacing { tag, location, cause: ManuallyDrop::new(cause) }));
        }
        match (history(self, type_name, cause), short) {
            (Some(history), _) => Trace::Long(history),
            (None, Some((tag, location))) => Trace::Short { tag, location },
            (None, None) => unreachable!("only a short one has no history"),
        }
    }

    /// Puts `cause` behind the first known cause.
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

    /// Notes the text of `error`.
    #[cold]
    fn note_text(&mut self, error: &dyn Debug) {
        if let Some(text) = unwind::debug_text(error) {
            self.history_mut().text = Some(text);
        }
    }

    #[cold]
    pub(crate) fn suppress(&mut self, other: Cause) {
        self.history_mut().suppressed.push(other);
    }

    fn text(&self) -> Option<&str> {
        self.history()?.text.as_deref()
    }

    pub(crate) fn cause(&self) -> Option<&Cause> {
        match self {
            Trace::Short { .. } => None,
            Trace::Replacing(replacing) => Some(&replacing.cause),
            Trace::Long(history) => history.cause.as_ref(),
        }
    }

    #[cold]
    pub(crate) fn add_note(&mut self, note: Note) {
        self.history_mut().notes.push(note);
    }

    pub(crate) fn notes(&self) -> &[Note] {
        self.history().map_or(&[], |history| &history.notes)
    }

    pub(crate) fn suppressed(&self) -> &[Cause] {
        self.history().map_or(&[], |history| &history.suppressed)
    }

    pub(crate) fn passed(&self) -> &[Site] {
        self.history().map_or(&[], |history| &history.passed)
    }

    /// A copy for a cause, with as many of its own causes as anybody reads.
    pub(crate) fn copy(&self, causes: usize) -> Trace {
        let mut copy = Trace::at(self.raised());
        if let Some(text) = self.text() {
            copy.history_mut().text = Some(text.into());
        }
        if let Some(cause) = self.cause()
            && causes > 0
        {
            copy.replaced(cause.copy(causes - 1));
        }
        copy
    }

    /// A copy for a clone of the failure: also the stages that it passed, and the errors that it suppressed.
    pub(crate) fn copy_all(&self) -> Trace {
        let mut copy = self.copy(COPIED);
        if let Some(known) = self.history() {
            let history = copy.history_mut();
            history.suppressed = known.suppressed.iter().map(|other| other.copy(COPIED)).collect();
            history.notes.clone_from(&known.notes);
            history.passed.clone_from(&known.passed);
            history.passed_unnoted = known.passed_unnoted;
        }
        copy
    }

    /// Takes the box out, which leaves a short trace.
    fn cut(&mut self) -> Option<History> {
        let short = Trace::at(self.raised());
        match core::mem::replace(self, short) {
            Trace::Long(history) => Some(*history),
            _ => None,
        }
    }

    #[inline]
    fn is_short(&self) -> bool {
        matches!(self, Trace::Short { .. })
    }

    /// Prints everything but the error itself, on lines of their own.
    pub(crate) fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n  raised at {}", self.raised())?;
        self.notes().iter().try_for_each(|note| write!(f, "\n  noted: {note}"))?;
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

/// The history of a failure beside the place where it was raised.
pub struct History {
    state: FailureState,
    raised: Site,
    /// The text of the error, where that was noted.
    text: Option<String>,
    notes: Vec<Note>,
    cause: Option<Cause>,
    suppressed: Vec<Cause>,
    passed: Vec<Site>,
    passed_unnoted: usize,
}

/// A chain of causes may be of any length, so it is dropped in a loop.
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
            notes: Vec::new(),
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

/// An error that is gone: another one replaced it, or suppressed it.
///
/// The error itself was given to the handler that failed. Its type is left, the place where it was raised, and, in
/// debug builds, its text.
///
/// ```
/// use deferred::{chain, fail, testing::failure_result_of};
///
/// #[derive(Debug)]
/// struct Timeout;
/// #[derive(Debug)]
/// struct GivenUp;
///
/// let d = chain! { fail::<(), _>(Timeout); catch |_: Timeout| Err::<(), _>(GivenUp) };
/// let failure = failure_result_of(d);
/// let cause = failure.cause().expect("it was replaced");
/// assert!(cause.type_name().ends_with("Timeout"));
/// assert!(cause.raised().to_string().ends_with("in `source`"));
/// assert!(cause.cause().is_none()); // it had replaced nothing itself
/// # #[cfg(debug_assertions)]
/// assert_eq!(cause.text(), Some("Timeout"));
/// ```
///
/// Twisted has no counterpart: an errback that fails replaces the failure, which is gone then.
pub struct Cause {
    type_name: &'static str,
    trace: Trace,
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

    /// Notes an error that nobody will see any more.
    #[cold]
    pub(crate) fn lost(error: &dyn Debug, type_name: &'static str, mut trace: Trace) -> Self {
        trace.take_in_hand();
        trace.note_text(error);
        Cause { type_name, trace }
    }

    fn copy(&self, causes: usize) -> Cause {
        Cause { type_name: self.type_name, trace: self.trace.copy(causes) }
    }

    /// Drops the cause, with the cold path out of line.
    #[inline(always)]
    pub(crate) fn discard(self) {
        self.trace.discard();
    }

    /// The name of the error's type.
    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// The text of the error, where that was noted: always for a suppressed error, and in debug builds for one that
    /// was replaced.
    pub fn text(&self) -> Option<&str> {
        self.trace.text()
    }

    /// Where the error was raised.
    pub fn raised(&self) -> Site {
        self.trace.raised()
    }

    /// The error that this one had replaced.
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
