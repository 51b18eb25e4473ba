//! `context`: puts a note on each failure that comes past.

use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::history::Note;
use crate::error::set::ErrorSet;
use crate::error::site::{Site, Stage};
use crate::flavour::spans;
use crate::flavour::{Carries, Flavour, Wrap};
use crate::runtime::unwind::once_gone;
use alloc::string::ToString;
use core::fmt::Display;

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Puts a note on a failure that comes past: what was being done here. Values, errors and the set stay as they
    /// are.
    ///
    /// The note is printed only when there is a failure; [`fmt::from_fn`](core::fmt::from_fn) makes one of a
    /// closure. Reports, and `{:#?}` of the failure, show the note with this place; [`Failure::notes`] lists the
    /// notes.
    ///
    /// ```
    /// use deferred::{Deferred, unhandled};
    ///
    /// #[derive(Debug)]
    /// struct Offline;
    ///
    /// fn page(url: &'static str) -> Deferred<String, (Offline,)> {
    ///     Deferred::fail(Offline).context(url)
    /// }
    ///
    /// let watch = unhandled::watch();
    /// drop(page("/index").context("while warming the cache"));
    /// let report = &watch.finish()[0];
    /// assert!(report.contains("noted: /index, at ") && report.contains("noted: while warming the cache, at "));
    /// ```
    #[inline]
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn context<N: Display + 'static>(self, note: N) -> Self where Thread: Carries<N> + Carries<Outcome<T, R>> {
        let site = Site::here(Stage::Context);
        self.waiting_at(site).feed(false, (Wrap(note), site), |(Wrap(note), site), outcome| {
            spans::reaches(site, outcome.is_ok());
            let outcome = outcome.map_err(|failure| noted(failure, &note, site));
            Deferred::ready(once_gone(note, outcome))
        })
    }
}

#[cold]
fn noted<R: ErrorSet>(failure: Failure<R>, note: &dyn Display, site: Site) -> Failure<R> {
    failure.noting(Note::new(note.to_string(), site.location()))
}
