//! What a program did, line by line. It belongs to the thread, since the hook for what nobody handled is a plain function.

use deferred::unhandled;
use std::cell::RefCell;
use std::fmt::Arguments;

thread_local! {
    static TRACE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Adds a line.
pub fn note(line: Arguments<'_>) {
    let mut line = line.to_string();
    without_times(&mut line);
    TRACE.with_borrow_mut(|trace| trace.push(line));
}

/// Takes away what a `TimedOut` says about how long it took.
fn without_times(line: &mut String) {
    while let Some(from) = line.find(" { after: ")
        && let Some(to) = line[from..].find('}')
    {
        line.replace_range(from..=from + to, "");
    }
}

/// The lines so far, of which none is left.
pub fn take() -> Vec<String> {
    TRACE.take()
}

/// Lets what nobody handled be noted, too.
pub fn hook_reports() {
    unhandled::set_hook(|report| match report.error() {
        Some(error) => note(format_args!("unhandled {error:?}")),
        None => note(format_args!("abandoned")),
    });
}
