//! The hook for what nobody handled can be replaced. By itself in this file, since it is one for all threads.

use deferred::{Deferred, fail, unhandled};
use std::sync::Mutex;

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
