//! The hook for what nobody handled can be replaced. By itself in this file, since it is one for all threads.

use deferred::{Deferred, chain, fail, unhandled};
use std::error::Error;
use std::process::Command;
use std::sync::Mutex;
use std::{fmt, io};

static REPORTS: Mutex<Vec<String>> = Mutex::new(Vec::new());

#[test]
fn the_hook_is_told_of_failures_and_of_abandonment() {
    unhandled::set_hook(|report| {
        let error = report.error().map(|error| format!("{error:?}"));
        let text = format!("{error:?} at line {}", report.site().line());
        REPORTS.lock().expect("no test panicked").push(text);
    });
    drop(fail::<(), _>("bang!"));
    let raised = line!() - 1;
    let (resolver, d) = Deferred::<()>::pending();
    let made = line!() - 1;
    drop(resolver);
    drop(d);
    unhandled::reset_hook();
    let expected = [format!(r#"Some("\"bang!\"") at line {raised}"#), format!("None at line {made}")];
    assert_eq!(*REPORTS.lock().expect("no test panicked"), expected);
}

#[test]
fn a_hook_may_hold_something_and_looks_at_the_error() {
    if std::env::var_os(CHILD).is_none() {
        assert_eq!(printed_by("a_hook_may_hold_something_and_looks_at_the_error"), "");
        return;
    }
    let (log, entries) = std::sync::mpsc::channel();
    unhandled::set_hook(move |report| {
        let text = report.check::<&str>().copied().unwrap_or("no text");
        log.send((text, report.cause().map(|cause| cause.type_name()))).unwrap();
    });
    drop(fail::<(), _>("bang!"));
    drop(chain! { fail::<(), _>(7_u8); catch |_: u8| Err("worse") });
    assert_eq!(entries.try_iter().collect::<Vec<_>>(), [("bang!", None), ("worse", Some("u8"))]);
}

#[test]
fn a_report_gives_the_error_as_one_of_the_standard_librarys_where_there_is_one() {
    if std::env::var_os(CHILD).is_none() {
        let test = "a_report_gives_the_error_as_one_of_the_standard_librarys_where_there_is_one";
        assert_eq!(printed_by(test), "");
        return;
    }
    let (log, entries) = std::sync::mpsc::channel();
    unhandled::set_hook(move |report| {
        let text = |error: Option<&(dyn Error + 'static)>| error.map(ToString::to_string);
        log.send((text(report.as_error::<(io::Error, fmt::Error)>()), text(report.as_error::<()>())))
            .unwrap();
    });
    drop(fail::<(), _>(fmt::Error));
    drop(Deferred::<(), (u8, io::Error)>::fail(io::Error::other("disk")));
    drop(fail::<(), _>("of no such type"));
    drop(fail::<(), _>(Box::<dyn Error + Send + Sync>::from("boxed")));
    drop(fail::<(), _>(Box::<dyn Error>::from("boxed")));
    drop(Deferred::<()>::pending());
    let some = |text: &str| Some(text.to_owned());
    let expected = [
        (some(&fmt::Error.to_string()), None),
        (some("disk"), None),
        (None, None),
        (some("boxed"), some("boxed")),
        (some("boxed"), some("boxed")),
        (None, None),
    ];
    assert_eq!(entries.try_iter().collect::<Vec<_>>(), expected);
}

/// What runs in a process of its own, since it sets the hook.
const CHILD: &str = "A_HOOK_OF_ITS_OWN";

/// What a process in which only `test` runs, as a child, prints to standard error.
fn printed_by(test: &str) -> String {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(CHILD, "1")
        .output()
        .unwrap();
    assert!(child.status.success(), "{child:?}");
    String::from_utf8(child.stderr).unwrap()
}

#[test]
fn a_report_made_in_the_hook_goes_to_standard_error() {
    if std::env::var_os(CHILD).is_none() {
        let printed = printed_by("a_report_made_in_the_hook_goes_to_standard_error");
        assert_eq!(printed.matches("of the hook").count(), 3, "{printed}");
        assert_eq!(printed.matches("abandoned Deferred").count(), 3, "{printed}");
        return;
    }
    unhandled::set_hook(|report| {
        REPORTS.lock().unwrap().push(report.to_string());
        drop(fail::<(), _>("of the hook"));
        let (resolver, d) = Deferred::<()>::pending();
        drop(resolver);
        drop(d);
    });
    for _ in 0..3 {
        drop(fail::<(), _>("of the program"));
    }
    unhandled::reset_hook();
    let reports = REPORTS.lock().unwrap();
    assert_eq!(reports.len(), 3);
    assert!(reports.iter().all(|report| report.contains("of the program")));
}

/// An error that loses another of its kind whenever it is printed.
struct Endless;

impl std::fmt::Debug for Endless {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        drop(fail::<(), _>(Endless));
        f.write_str("Endless")
    }
}

#[test]
fn an_error_that_fails_when_it_is_printed_is_reported_all_the_same() {
    if std::env::var_os(CHILD).is_none() {
        let printed = printed_by("an_error_that_fails_when_it_is_printed_is_reported_all_the_same");
        assert_eq!(printed.matches("unhandled failure").count(), 3, "{printed}");
        assert!(printed.contains("while another was being reported"), "{printed}");
        return;
    }
    drop(fail::<(), _>(Endless));
}

#[test]
fn a_watch_has_the_reports_that_printing_one_makes() {
    let watch = unhandled::watch();
    drop(fail::<(), _>(Endless));
    assert_eq!(watch.finish().len(), 3);
}

#[test]
fn a_hook_that_was_reset_is_told_of_nothing_more() {
    if std::env::var_os(CHILD).is_none() {
        let printed = printed_by("a_hook_that_was_reset_is_told_of_nothing_more");
        assert_eq!(printed.matches("after the reset").count(), 1, "{printed}");
        return;
    }
    unhandled::set_hook(|report| panic!("the hook is told: {report}"));
    unhandled::reset_hook();
    drop(fail::<(), _>("after the reset"));
}
