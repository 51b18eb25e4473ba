//! Why a Deferred that crosses threads is pending, printed on any of them.

use crate::meeting::{elsewhere, job, meet, reports_of};
use deferred::threads;
use deferred::{Cancelled, chain, gather, list};
use std::thread;

/// The text, with the names of this file's places alone.
fn why(text: impl std::fmt::Display) -> Vec<String> {
    text.to_string().lines().map(|line| line.replace(file!(), "here").trim_end().to_string()).collect()
}

#[test]
fn a_pair_waits_for_its_resolver_until_that_fires_elsewhere() {
    let (resolver, d) = threads::pending::<u8, ()>();
    let line = line!() - 1;
    let d = chain! { d; then |n| n + 1 };
    let text = d.why_pending();
    let waits = ["pending".into(), format!("  for the resolver made at here:{line}:25")];
    assert_eq!(why(&text), waits);
    assert_eq!(thread::scope(|scope| scope.spawn(|| why(&text)).join().unwrap()), waits);
    elsewhere(move || resolver.succeed(1));
    assert_eq!(why(text), ["has its result"]);
}

#[test]
fn a_chain_waits_for_what_its_callback_gave() {
    let (resolver, d) = threads::pending::<u8, ()>();
    let (_inner, waits) = threads::pending::<u8, ()>();
    let line = line!() - 1;
    let d = chain! { d; then move |_| waits, then |n| n + 1 };
    elsewhere(move || resolver.succeed(1));
    assert_eq!(
        why(d.why_pending()),
        ["pending".into(), format!("  for the resolver made at here:{line}:27")]
    );
}

#[test]
fn a_list_names_the_members_that_wait() {
    let (first, a) = threads::pending::<u8, ()>();
    let (_second, b) = threads::pending::<u8, ()>();
    let all = list([gather([a, b]).map(|_| 0), threads::succeed(1)]);
    let line = line!() - 1;
    elsewhere(move || first.succeed(1));
    assert_eq!(
        why(all.why_pending()),
        [
            "pending".into(),
            format!("  for 1 of 2, made at here:{line}:15"),
            "  0: pending".into(),
            format!("      for 1 of 2, made at here:{line}:21"),
            "      1: pending".into(),
            format!("          for the resolver made at here:{}:24", line - 1),
        ]
    );
}

#[test]
fn what_is_protected_waits_for_what_is_behind() {
    let (_resolver, d) = threads::pending::<u8, (Cancelled,)>();
    let line = line!() - 1;
    let d = d.uncancellable();
    assert_eq!(
        why(d.why_pending()),
        [
            "pending".into(),
            format!("  for 1 of 1, made at here:{}:15", line + 2),
            "  0: pending".into(),
            format!("      for the resolver made at here:{line}:26"),
        ]
    );
}

#[test]
fn a_callback_that_runs_elsewhere_is_told() {
    let (resolver, d) = threads::pending::<u8, ()>();
    let place = std::sync::Arc::new(std::sync::Mutex::new(None));
    let asked = place.clone();
    let d = d.map(move |n| {
        let text: Option<deferred::WhyPending<threads::AnyThread>> = asked.lock().unwrap().take();
        assert_eq!(why(text.unwrap()), ["a callback is running, or about to"]);
        n
    });
    *place.lock().unwrap() = Some(d.why_pending());
    elsewhere(move || resolver.succeed(1));
    assert!(d.is_ready() && place.lock().unwrap().is_none());
}

#[test]
fn what_was_abandoned_elsewhere_says_so() {
    let (resolver, d) = threads::pending::<u8, ()>();
    let line = line!() - 1;
    assert_eq!(reports_of(vec![job(move || drop(resolver))]).len(), 1);
    assert_eq!(why(d.why_pending()), [format!("abandoned: the resolver made at here:{line}:25 was dropped")]);
}

#[test]
fn it_is_printed_while_others_fire_and_cancel() {
    let texts = ["pending", "has its result", "a callback is running, or about to"];
    meet(|| {
        let (first, a) = threads::pending::<u8, (Cancelled,)>();
        let (other, b) = threads::cancellable::<u8, (Cancelled,), _>(|| ());
        let all = gather([a, b]).map(|values| values.len());
        let (text, stop) = (all.why_pending(), all.cancel_handle());
        all.catch(|_: Cancelled| 0).detach();
        let change = move || {
            first.succeed(1);
            stop.cancel();
            drop(other);
        };
        (job(move || assert!(texts.contains(&&*why(text)[0]))), job(change))
    });
}

#[test]
fn what_is_on_its_way_waits_for_one_of_whom_nothing_is_known_here() {
    let inbox = threads::Inbox::new();
    let (_resolver, d) = threads::pending::<u8, ()>();
    let brought = inbox.bring(d);
    let line = line!() - 1;
    assert_eq!(
        why(brought.why_pending()),
        ["pending".into(), format!("  for 0 of 1, made at here:{line}:25")]
    );

    let jobs = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let queue = jobs.clone();
    let hop = threads::succeed(1).via(move |job: threads::Job| queue.lock().unwrap().push(job));
    let line = line!() - 1;
    assert_eq!(why(hop.why_pending()), ["pending".into(), format!("  for 0 of 1, made at here:{line}:35")]);
    jobs.lock().unwrap().drain(..).for_each(|job| job());
    assert_eq!(why(hop.why_pending()), ["has its result"]);
}
