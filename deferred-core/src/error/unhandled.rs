//! Reports of what nobody handled: failures that were dropped in flight, and resolvers that were dropped unfired.
//!
//! Nothing is lost silently. A [`Report`] goes to the hook, which by default
//! prints it to standard error (without `std` there is nothing to print to, so
//! a program sets its own). A test watches its own thread instead:
//!
//! ```
//! use deferred::{fail, unhandled};
//!
//! let watch = unhandled::watch();
//! drop(fail::<(), _>("nobody looks at me"));
//! let reports = watch.finish();
//! assert!(reports[0].contains("nobody looks at me"));
//! ```
//!
//! The [`Cancelled`](crate::Cancelled) that a cancel brings about is no loss, since somebody asked for it: it is
//! not reported, unless a `finally` failed beside it. A `Cancelled` that a callback raised is reported. An outcome
//! that is fired into a cancelled Deferred goes unreported as well, failed or not, as in Twisted: whoever cancelled
//! has said that nobody waits for it. A failure that was on its way to a thread or to a taker when the cancel came
//! is reported.
//!
//! Twisted: the "Unhandled error in Deferred" that is logged when a Deferred is
//! garbage-collected; `trial`'s `flushLoggedErrors`.

use crate::error::history::Note;
use crate::error::history::{Cause, Trace};
use crate::error::set::sum::Sum;
use crate::error::site::Site;
use crate::runtime::unwind;
use alloc::boxed::Box;
use core::any::Any;
use core::error::Error;
use core::fmt::{self, Debug, Display};
use core::sync::atomic::{AtomicPtr, Ordering};

/// A failure that nobody handled, or a resolver that was dropped unfired.
///
/// ```
/// use deferred::{Stage, fail, unhandled};
/// use std::sync::mpsc;
///
/// #[derive(Debug)]
/// struct Timeout;
///
/// let (log, entries) = mpsc::channel();
/// unhandled::set_hook(move |report| {
///     let is_timeout = report.check::<Timeout>().is_some();
///     let text = report.error().map(|error| format!("{error:?}"));
///     log.send((is_timeout, text, report.site().stage(), report.cause().is_some(), report.passed().len())).unwrap();
/// });
/// drop(fail::<(), _>(Timeout));
/// assert_eq!(entries.recv().unwrap(), (true, Some("Timeout".to_owned()), Stage::Source, false, 0));
/// unhandled::reset_hook();
/// ```
pub struct Report<'a> {
    what: What<'a>,
}

enum What<'a> {
    Failure { error: &'a dyn Debug, member: &'a dyn Any, type_name: &'static str, trace: &'a Trace },
    Abandoned { made: Site },
}

impl Report<'_> {
    /// The error of a failure that nobody handled; `None` if a resolver was dropped unfired.
    pub fn error(&self) -> Option<&dyn Debug> {
        match self.what {
            What::Failure { error, .. } => Some(error),
            What::Abandoned { .. } => None,
        }
    }

    /// The error, if it is an `X`, as [`Failure::check`](crate::Failure::check) finds it.
    pub fn check<X: 'static>(&self) -> Option<&X> {
        self.member()?.downcast_ref()
    }

    /// The error as a `core::error::Error`, with its sources: if it is one of `Xs`, or a `Box<dyn Error>` of
    /// whichever kind.
    ///
    /// A member of a set need not be a `core::error::Error`, so the types that are have to be named, once for all
    /// reports of a program. The others have their `Debug`, as [`error`](Self::error).
    ///
    /// ```
    /// use deferred::{fail, unhandled};
    /// use std::{error::Error, io, num::ParseIntError, sync::mpsc};
    ///
    /// let (log, entries) = mpsc::channel();
    /// unhandled::set_hook(move |report| {
    ///     let error: Option<&(dyn Error + 'static)> = report.as_error::<(io::Error, ParseIntError)>();
    ///     log.send(error.map(|error| (error.to_string(), error.source().is_some()))).unwrap();
    /// });
    /// drop(fail::<(), _>(io::Error::other("disk")));
    /// drop(fail::<(), _>("of another type"));
    /// assert_eq!(entries.recv().unwrap(), Some(("disk".to_owned(), false)));
    /// assert_eq!(entries.recv().unwrap(), None);
    /// unhandled::reset_hook();
    /// ```
    pub fn as_error<Xs: StdErrors>(&self) -> Option<&(dyn Error + 'static)> {
        let member = self.member()?;
        boxed(member).or_else(|| Xs::as_error(member))
    }

    /// The error under its own type, as the set names it.
    fn member(&self) -> Option<&dyn Any> {
        match self.what {
            What::Failure { member, .. } => Some(member),
            What::Abandoned { .. } => None,
        }
    }

    /// The error that this one replaced: a handler that had it in hand failed with this one.
    pub fn cause(&self) -> Option<&Cause> {
        match self.what {
            What::Failure { trace, .. } => trace.cause(),
            What::Abandoned { .. } => None,
        }
    }

    /// Where the failure was raised, or where the pair was made whose resolver was dropped.
    pub fn site(&self) -> Site {
        match self.what {
            What::Failure { trace, .. } => trace.raised(),
            What::Abandoned { made } => made,
        }
    }

    /// The notes that were put on the failure on its way: see [`Failure::context`](crate::Failure::context).
    pub fn notes(&self) -> &[Note] {
        match self.what {
            What::Failure { trace, .. } => trace.notes(),
            What::Abandoned { .. } => &[],
        }
    }

    /// The stages that the failure passed, in debug builds; the first 32 of them.
    pub fn passed(&self) -> &[Site] {
        match self.what {
            What::Failure { trace, .. } => trace.passed(),
            What::Abandoned { .. } => &[],
        }
    }
}

/// The error in a box for any error.
fn boxed(member: &dyn Any) -> Option<&(dyn Error + 'static)> {
    if let Some(error) = member.downcast_ref::<Box<dyn Error + Send + Sync>>() {
        return Some(&**error);
    }
    if let Some(error) = member.downcast_ref::<Box<dyn Error + Send>>() {
        return Some(&**error);
    }
    member.downcast_ref::<Box<dyn Error>>().map(|error| &**error)
}

/// Each error of the set is a [`core::error::Error`]: the condition of [`Report::as_error`] on the types that it is
/// given.
#[diagnostic::on_unimplemented(
    message = "the errors `{Self}` are not all a `core::error::Error` [E-not-a-std-error]",
    label = "one of `{Self}` does not implement `core::error::Error`",
    note = "implement it, or leave the type away and ask for it with `check`; see `deferred::mistakes::e_not_a_std_error`"
)]
pub trait StdErrors {
    #[doc(hidden)]
    fn as_error(member: &dyn Any) -> Option<&(dyn Error + 'static)>;
}

impl Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.what {
            What::Failure { error, type_name, trace, .. } => {
                f.write_str("unhandled failure in a Deferred: ")?;
                unwind::print_safely(f, &format_args!("{error:?}"), type_name)?;
                trace.print(f)
            }
            What::Abandoned { made } => write!(
                f,
                "abandoned Deferred: its resolver was dropped unfired, and the callbacks that wait for it will never run\n  made at {made}"
            ),
        }
    }
}

impl Debug for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

/// A function that is called with each report.
pub type Hook = Box<dyn Fn(&Report<'_>) + Send + Sync>;

/// Null stands for the default hook. No hook is ever freed, since a report on another thread may be calling it.
static HOOK: AtomicPtr<Hook> = AtomicPtr::new(core::ptr::null_mut());

/// Sends the reports of all threads to `hook`, in place of printing them.
///
/// The hook runs where the failure is dropped, so it must not panic. A failure that is dropped in the hook itself
/// is printed to standard error, and does not come back to the hook. (Without `std` it does come back, up to 16
/// deep, and is not reported beyond that.)
///
/// The hook may capture values, and is never dropped, since another thread may be calling it while it is replaced:
/// a program sets it a few times.
///
/// ```
/// use std::sync::mpsc;
///
/// let (log, entries) = mpsc::channel();
/// deferred::unhandled::set_hook(move |report| drop(log.send(report.to_string())));
/// drop(deferred::fail::<(), _>("bang!"));
/// assert!(entries.recv().unwrap().contains("bang!"));
/// ```
///
/// Twisted: `globalLogPublisher.addObserver`.
pub fn set_hook(hook: impl Fn(&Report<'_>) + Send + Sync + 'static) {
    let hook: Hook = Box::new(hook);
    HOOK.store(Box::into_raw(Box::new(hook)), Ordering::Release);
}

/// Prints reports to standard error again: see [`Report`].
pub fn reset_hook() {
    HOOK.store(core::ptr::null_mut(), Ordering::Release);
}

#[cold]
pub(crate) fn failure<V: Sum>(value: &V, trace: &Trace) {
    let (member, type_name) = (value.member(), value.name());
    send(&Report { what: What::Failure { error: &value.printed(), member, type_name, trace } });
}

#[cold]
pub(crate) fn abandoned(made: Site) {
    send(&Report { what: What::Abandoned { made } });
}

fn hook() -> Option<&'static Hook> {
    let hook = HOOK.load(Ordering::Acquire);
    // SAFETY: `HOOK` is null, or `set_hook` stored a pointer of a box there, released to this acquire; nobody frees
    // the box, and nobody has it mutably.
    #[allow(unsafe_code)]
    unsafe {
        hook.as_ref()
    }
}

/// Sends a report to the watch of this thread, to the hook, or to standard error.
fn send(report: &Report<'_>) {
    let Some(telling) = telling::begin() else { return };
    #[cfg(feature = "std")]
    {
        if watching::record(telling.text(report)) {
            return;
        }
        match hook().filter(|_| telling.is_outermost()) {
            Some(hook) => hook(report),
            None => std::eprintln!("{}", telling.text(report)),
        }
    }
    #[cfg(not(feature = "std"))]
    if let Some(hook) = hook() {
        hook(report);
    }
    drop(telling);
}

/// Reporting may run foreign code: a hook, or an error's `Debug`. A failure that this drops is reported without
/// coming back to it.
#[cfg(feature = "std")]
mod telling {
    use super::{Report, What};
    use crate::error::printing::Shown;
    use core::cell::Cell;
    use core::fmt::{self, Display};

    std::thread_local! {
        static DEPTH: Cell<usize> = const { Cell::new(0) };
    }

    /// Marks that a report is in progress on this thread.
    pub(super) struct Telling {
        outer: usize,
    }

    pub(super) fn begin() -> Option<Telling> {
        // A thread that is ending marks nothing any more; there are no hooks in hooks then.
        let outer = DEPTH.try_with(|depth| depth.replace(depth.get() + 1)).unwrap_or(0);
        Some(Telling { outer })
    }

    impl Telling {
        pub(super) fn is_outermost(&self) -> bool {
            self.outer == 0
        }

        /// The text of the report; no error is printed if printing one has led to this report.
        pub(super) fn text<'a>(&self, report: &'a Report<'_>) -> impl Display + 'a {
            let is_short = self.outer > 1;
            Shown(move |f: &mut fmt::Formatter<'_>| match report.what {
                What::Failure { type_name, trace, .. } if is_short => write!(
                    f,
                    "unhandled failure in a Deferred: a {type_name}, while another was being reported\n  raised at {}",
                    trace.raised()
                ),
                _ => Display::fmt(report, f),
            })
        }
    }

    impl Drop for Telling {
        fn drop(&mut self) {
            let _ = DEPTH.try_with(|depth| depth.set(self.outer));
        }
    }
}

/// Without `std` there are no thread locals, so the reports in progress are counted over all threads, and limited to `MOST`.
#[cfg(not(feature = "std"))]
mod telling {
    use core::sync::atomic::{AtomicUsize, Ordering};

    const MOST: usize = 16;

    static TELLING: AtomicUsize = AtomicUsize::new(0);

    pub(super) struct Telling(());

    pub(super) fn begin() -> Option<Telling> {
        let telling = Telling(());
        (TELLING.fetch_add(1, Ordering::Relaxed) < MOST).then_some(telling)
    }

    impl Drop for Telling {
        fn drop(&mut self) {
            TELLING.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

#[cfg(feature = "std")]
pub use watching::{Watch, watch};

#[cfg(feature = "std")]
mod watching {
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;
    use core::cell::{Cell, RefCell};
    use core::fmt::Display;

    std::thread_local! {
        /// The watches on this thread with their reports, the innermost last.
        static WATCHES: RefCell<Vec<(usize, Vec<String>)>> = const { RefCell::new(Vec::new()) };
        static NEXT: Cell<usize> = const { Cell::new(0) };
    }

    /// Gives a report to the innermost watch of this thread; false if there is none.
    pub(crate) fn record(text: impl Display) -> bool {
        // A thread that is ending is not watched any more.
        WATCHES
            .try_with(|watches| {
                if watches.borrow().is_empty() {
                    return false;
                }
                // Printing runs foreign code, which may report in turn.
                let text = text.to_string();
                watches.borrow_mut().last_mut().map(|(_, seen)| seen.push(text)).is_some()
            })
            .unwrap_or(false)
    }

    /// Collects this thread's reports until the watch is finished.
    pub fn watch() -> Watch {
        let number = NEXT.replace(NEXT.get() + 1);
        // A thread that is ending is not watched any more.
        let _ = WATCHES.try_with(|watches| watches.borrow_mut().push((number, Vec::new())));
        Watch { number, _of_this_thread: core::marker::PhantomData }
    }

    /// A watch on this thread's reports; see [`watch`].
    ///
    /// # Panics
    ///
    /// The drop of an unfinished watch, if there were reports: a test that watches fails where something was lost.
    #[must_use = "reports are collected while the watch lives"]
    #[derive(Debug)]
    pub struct Watch {
        number: usize,
        _of_this_thread: core::marker::PhantomData<*const ()>,
    }

    impl Watch {
        /// The reports since the watch began, as text.
        pub fn finish(self) -> Vec<String> {
            let number = self.number;
            core::mem::forget(self);
            end(number)
        }

        /// Ends the watch, and asserts that nothing was reported.
        ///
        /// # Panics
        ///
        /// If there were reports.
        #[track_caller]
        pub fn assert_nothing(self) {
            let reports = self.finish();
            assert!(reports.is_empty(), "not handled:\n{}", reports.join("\n"));
        }
    }

    impl Drop for Watch {
        fn drop(&mut self) {
            let reports = end(self.number);
            if !reports.is_empty() && !std::thread::panicking() {
                panic!("not handled:\n{}", reports.join("\n"));
            }
        }
    }

    fn end(number: usize) -> Vec<String> {
        let end = |watches: &RefCell<Vec<(usize, Vec<String>)>>| {
            let mut watches = watches.borrow_mut();
            let own = watches.iter().position(|(known, _)| *known == number);
            own.map(|at| watches.remove(at).1).unwrap_or_default()
        };
        // A thread that is ending has no watches any more.
        WATCHES.try_with(end).unwrap_or_default()
    }
}
