//! The integration with `tracing`: chains keep spans, and their stages and unhandled failures are events.
//!
//! The module exists with the feature `tracing`. A program calls [`install`] once.
//!
//! - A callback that is attached inside a span runs in it, whoever fires and on whichever thread, and so does a
//!   future that a chain polls.
//! - A failure that nobody handled is an event at the level of errors, `unhandled` or `abandoned`, in place of a
//!   line on standard error.
//! - At the level of traces there is an event for each stage that `waits`, and one where a `value` or a `failure` comes to it. Its fields
//!   are `stage`, `file` and `line`.
//!
//! All events have the target `deferred`.
//!
//! ```
//! use deferred::{Deferred, chain, testing::success_result_of};
//!
//! deferred::tracing::install();
//! let (resolver, page) = Deferred::<&str>::pending();
//! let length = {
//!     let _request = tracing::info_span!("request", id = 7).entered();
//!     chain! { page; then |page| { tracing::info!("it is there"); page.len() } }
//! };
//! resolver.succeed("page"); // the event is in `request`
//! assert_eq!(success_result_of(length), 4);
//! # deferred::unhandled::reset_hook();
//! ```
//!
//! A span is kept where a continuation is stored, which takes one allocation, and none where no span is entered.
//!
//! Twisted: `twisted.python.context`, `twisted.python.log.callWithContext`.

use ::tracing::{Span, error, trace};
use deferred_core::{Site, spans, unhandled};
use std::boxed::Box;

/// The target of all events.
const TARGET: &str = "deferred";

/// Makes `tracing` follow all chains from here on, and sends it the reports of unhandled failures, by
/// [`unhandled::set_hook`].
///
/// A second call sets the hook again.
///
/// ```
/// deferred::tracing::install();
/// # deferred::unhandled::reset_hook();
/// ```
///
/// Twisted: `twisted.logger.globalLogBeginner`.
pub fn install() {
    spans::follow(Tracing);
    unhandled::set_hook(report);
}

/// Sends a report to `tracing`: the hook that [`install`] sets, for a hook that does more.
///
/// ```
/// deferred::unhandled::set_hook(|report| {
///     deferred::tracing::report(report);
///     eprintln!("{report}");
/// });
/// # deferred::unhandled::reset_hook();
/// ```
///
/// Twisted: the log of unhandled errors, by `twisted.logger`.
pub fn report(report: &unhandled::Report<'_>) {
    let site = report.site();
    let (stage, file, line) = (site.stage(), site.file(), site.line());
    match report.error() {
        Some(error) => {
            error!(target: TARGET, %stage, file, line, ?error, report = %report, "unhandled");
        }
        None => error!(target: TARGET, %stage, file, line, report = %report, "abandoned"),
    }
}

struct Tracing;

struct Kept(Span);

impl spans::Spans for Tracing {
    fn current(&self) -> Option<Box<dyn spans::Span>> {
        let span = Span::current();
        if span.is_none() { None } else { Some(Box::new(Kept(span))) }
    }

    fn waits(&self, site: Site) {
        trace!(target: TARGET, stage = %site.stage(), file = site.file(), line = site.line(), "waits");
    }

    fn reaches(&self, site: Site, is_value: bool) {
        let (stage, file, line) = (site.stage(), site.file(), site.line());
        if is_value {
            trace!(target: TARGET, %stage, file, line, "value");
        } else {
            trace!(target: TARGET, %stage, file, line, "failure");
        }
    }
}

impl spans::Span for Kept {
    fn within(&self, what: &mut dyn FnMut()) {
        self.0.in_scope(what);
    }
}
