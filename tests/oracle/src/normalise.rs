//! Undoes in both traces where we differ from Twisted on purpose, so that the rest can be compared line by line.

/// The line of a resolver that was dropped unfired.
const ABANDONED: &str = "abandoned";

/// The line behind which everything that is left is dropped.
const END: &str = "end";

/// What Twisted reports of a Deferred that was cancelled and let go.
const ASKED_FOR: &str = "unhandled Cancelled";

/// Our trace and Twisted's, without what differs on purpose.
///
/// Case 16: a `Cancelled` that a cancel brought about was asked for, and is not reported here. Where a callback raises it
/// anew it is, and Twisted cannot tell the two apart.
///
/// Case 19: Twisted says nothing where a resolver is dropped unfired. We report it, run each `finally` with nothing to see,
/// and drop what waits at once: failures that it holds are reported then, not when the collector comes.
pub fn both(mut ours: Vec<String>, mut theirs: Vec<String>) -> (Vec<String>, Vec<String>) {
    let end = ours.iter().position(|line| line == END).unwrap_or(ours.len());
    let abandons_early = ours[..end].iter().any(|line| line == ABANDONED);
    theirs.retain(|line| line != ASKED_FOR);
    ours.retain(|line| line != ASKED_FOR && line != ABANDONED && !line.ends_with(" <- nothing"));
    for trace in [&mut ours, &mut theirs] {
        if abandons_early {
            let (reports, rest) = trace.drain(..).partition(|line| is_report(line));
            *trace = rest;
            trace.extend::<Vec<String>>(reports);
        }
        let end = trace.iter().position(|line| line == END).unwrap_or(trace.len());
        trace[end..].sort();
    }
    (ours, theirs)
}

fn is_report(line: &str) -> bool {
    line.starts_with("unhandled ")
}
