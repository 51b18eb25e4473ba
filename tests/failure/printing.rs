//! Printing a failure says everything that is known of it, and never fails or panics.

use crate::{A, B, C};
use deferred::testing::failure_result_of;
use deferred::{Deferred, Failure, chain, fail, unhandled};
use std::error::Error;
use std::fmt::{self, Debug, Display};

/// An error whose own printing panics.
struct Panics;

impl Debug for Panics {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("it does not print")
    }
}

impl Display for Panics {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("it does not print")
    }
}

/// An error whose own printing fails halfway.
struct Fails;

impl Debug for Fails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("half of")?;
        Err(fmt::Error)
    }
}

impl Display for Fails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("half of")?;
        Err(fmt::Error)
    }
}

#[derive(Debug)]
struct Readable(u32);

impl Display for Readable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "number {}", self.0)
    }
}

impl Error for Readable {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        (self.0 == 0).then_some(&fmt::Error)
    }
}

#[test]
fn debug_is_one_line_with_the_error_and_where_it_was_raised() {
    let failure: Failure<(A, B)> = Failure::new(B(1));
    let raised = failure.raised();
    assert_eq!(format!("{failure:?}"), format!("Failure(B(1), raised at {raised})"));
}

#[test]
fn display_is_the_errors_own_and_where_it_was_raised() {
    let failure: Failure<(Readable, fmt::Error)> = Failure::new(Readable(1));
    let raised = failure.raised();
    assert_eq!(failure.to_string(), format!("number 1 (raised at {raised})"));
}

#[test]
fn the_source_is_the_error_and_behind_it_its_own() {
    for (n, own) in [(0, true), (1, false)] {
        let failure: Failure<(fmt::Error, Readable)> = Failure::new(Readable(n));
        let boxed: Box<dyn Error> = Box::new(failure);
        let error = boxed.source().expect("the error itself");
        assert!(error.is::<Readable>());
        assert_eq!(error.source().is_some_and(|source| source.is::<fmt::Error>()), own);
    }
}

#[test]
fn alternate_debug_has_a_line_for_everything_that_happened() {
    let failure = failure_result_of(chain! {
        fail::<u32, _>(A(1));
        catch |_: A| Err(B(2)),
        then |n| n,
        finally || Err(C(3)),
    });
    let mut lines = vec!["Failure(B(2)".to_owned(), format!("  raised at {}", failure.raised())];
    lines.extend(failure.passed().iter().map(|site| format!("  passed {site}")));
    let cause = failure.cause().expect("it replaced A");
    let text = if cfg!(debug_assertions) { "A(1)" } else { std::any::type_name::<A>() };
    lines.push(format!("  replaced {text}, raised at {}", cause.raised()));
    lines.push(format!("  suppressed C(3), raised at {}", failure.suppressed()[0].raised()));
    lines.push(")".to_owned());
    assert_eq!(format!("{failure:#?}").lines().collect::<Vec<_>>(), lines);
}

#[test]
fn a_cause_prints_as_its_text_and_where_it_was_raised() {
    let failure = failure_result_of(chain! { fail::<(), _>(A(1)); finally || Err(B(2)) });
    let other = &failure.suppressed()[0];
    let expected = format!("B(2), raised at {}", other.raised());
    assert_eq!(other.to_string(), expected);
    assert_eq!(format!("{other:?}"), format!("Cause({expected})"));
}

#[test]
fn case_42_errors_that_panic_when_they_are_printed_are_named() {
    let failure: Failure<(A, Panics)> = Failure::new(Panics);
    let raised = failure.raised();
    let name = format!("<a {} that cannot be printed>", std::any::type_name::<Panics>());
    assert_eq!(format!("{failure:?}"), format!("Failure({name}, raised at {raised})"));
    assert_eq!(format!("{failure:#?}"), format!("Failure({name}\n  raised at {raised}\n)"));
    let failure: Failure<(Panics,)> = Failure::new(Panics);
    assert!(failure.to_string().starts_with(&name));
}

#[test]
fn case_42_errors_that_fail_to_print_are_named() {
    let failure: Failure<(Fails,)> = Failure::new(Fails);
    let raised = failure.raised();
    let name = format!("<a {} that cannot be printed>", std::any::type_name::<Fails>());
    assert_eq!(format!("{failure:?}"), format!("Failure({name}, raised at {raised})"));
    assert_eq!(format!("{failure:#?}"), format!("Failure({name}\n  raised at {raised}\n)"));
    assert_eq!(failure.to_string(), format!("{name} (raised at {raised})"));
}

#[test]
fn case_42_causes_and_suppressed_ones_that_do_not_print_are_known_by_their_types() {
    let failure = failure_result_of(chain! { fail::<(), _>(Panics); catch |_: Panics| Err(Fails) });
    let cause = failure.cause().expect("it replaced one");
    assert_eq!(cause.text(), None);
    assert!(cause.to_string().starts_with(std::any::type_name::<Panics>()));

    let failure = failure_result_of(chain! { fail::<(), _>(Panics); finally || Err(Fails) });
    let other = &failure.suppressed()[0];
    assert_eq!(other.text(), None);
    assert!(format!("{failure:#?}").contains(&format!("suppressed {}", std::any::type_name::<Fails>())));
}

#[test]
fn case_42_a_deferred_and_a_report_print_it_as_safely() {
    let watch = unhandled::watch();
    let d: Deferred<(), (Panics,)> = fail(Panics);
    assert!(format!("{d:?}").contains("that cannot be printed"));
    drop(d);
    drop(fail::<(), _>(Fails));
    let reports = watch.finish();
    assert_eq!(reports.len(), 2);
    assert!(reports.iter().all(|report| report.contains("that cannot be printed")), "{reports:?}");
}

#[test]
fn a_deferred_says_what_it_has() {
    let (resolver, d) = Deferred::<u32, (A,)>::pending();
    assert_eq!(format!("{d:?}"), "Deferred(pending)");
    resolver.succeed(1);
    assert_eq!(format!("{d:?}"), "Deferred(a value)");
    assert_eq!(format!("{:?}", Deferred::<u32, (A,)>::succeed(1)), "Deferred(a value)");
    let d: Deferred<u32, (A,)> = fail(A(1));
    let printed = format!("{d:?}");
    let failure = failure_result_of(d);
    assert_eq!(printed, format!("Deferred({failure:?})"));
}

#[test]
fn the_errors_of_a_cancel_and_a_timeout_are_named_as_they_are_imported() {
    let cancelled: deferred::Failure<(deferred::TimedOut, deferred::Cancelled)> =
        deferred::Failure::new(deferred::Cancelled);
    assert_eq!(cancelled.type_name(), "deferred::Cancelled");
    assert_eq!(cancelled.into_error().type_name(), "deferred::Cancelled");
}
