//! With the feature `trace` there is a list of what was not fired, for the whole program.

use deferred::{Cancelled, Deferred, Resolver, Stage, TestClock, Unfired, chain, threads, unfired};
use std::time::Duration;

/// Those that were made in this file at `line`: other tests run beside this one.
fn made_at(line: u32) -> Vec<Unfired> {
    unfired()
        .into_iter()
        .filter(|unfired| unfired.made().line() == line && unfired.made().file().ends_with("unfired.rs"))
        .collect()
}

fn stages(unfired: &Unfired) -> Vec<Stage> {
    unfired.stages().iter().map(|site| site.stage()).collect()
}

#[test]
fn a_pair_is_listed_until_it_is_fired() {
    let (line, (resolver, d)) = (line!(), Deferred::<u8>::pending());
    assert_eq!(made_at(line).len(), 1);
    assert_eq!(made_at(line)[0].thread(), std::thread::current().id());
    let d = d.inspect(move |_| assert!(made_at(line).is_empty(), "who runs is fired"));
    resolver.succeed(1);
    assert!(d.is_ready() && made_at(line).is_empty());
}

#[test]
fn a_pair_is_listed_until_its_resolver_goes() {
    let watch = deferred::unhandled::watch();
    let (line, (resolver, d)) = (line!(), Deferred::<u8, (Cancelled,)>::pending());
    d.cancel();
    assert_eq!(made_at(line).len(), 1);
    drop(resolver);
    assert!(made_at(line).is_empty());
    drop(d);
    watch.assert_nothing();
}

#[test]
fn the_stages_that_wait_are_told_in_both_flavours() {
    let clock = TestClock::new();
    let (line, (_resolver, d)) = (line!(), Deferred::<u8, (Cancelled,)>::pending());
    let _d = chain! { d; timeout(&clock, Duration::from_secs(1)), then |n| n };
    assert_eq!(stages(&made_at(line)[0]), [Stage::Timeout]);
    let (line, (_resolver, d)) = (line!(), threads::pending::<u8, ()>());
    let _d = d.inspect(|_| ());
    assert_eq!(stages(&made_at(line)[0]), [Stage::Inspect]);
    let (line, (_resolver, d)) = (line!(), threads::pending::<u8, ()>());
    let d = chain! { threads::succeed(()); then move |()| d, then |n| n };
    assert_eq!(stages(&made_at(line)[0]), [Stage::Then]);
    let why = d.why_pending().to_string();
    assert!(why.contains("waits at") && why.contains("in `then`"), "{why}");
    assert!(made_at(line)[0].to_string().contains("waits at"));
}

#[test]
fn what_other_threads_wait_for_is_listed_too() {
    let (line, (resolver, d)) = (line!(), threads::pending::<u8, ()>());
    let there = std::thread::spawn(move || (made_at(line).len(), d)).join().unwrap();
    assert_eq!(there.0, 1);
    std::thread::spawn(move || resolver.succeed(1)).join().unwrap();
    assert!(there.1.is_ready() && made_at(line).is_empty());
}

#[test]
fn a_resolver_that_is_one_word_stays_listed() {
    type Answer = Deferred<u8>;
    let (line, (resolver, d)) = (line!(), Answer::pending());
    let raw = resolver.into_raw::<Answer>();
    assert_eq!(made_at(line).len(), 1);
    // SAFETY: the word is that of an `Answer`, and is taken back once.
    #[allow(unsafe_code, reason = "the word is taken back")]
    let resolver = unsafe { Resolver::from_raw::<Answer>(raw) };
    assert_eq!(made_at(line).len(), 1);
    resolver.succeed(1);
    assert!(d.is_ready() && made_at(line).is_empty());
}

#[test]
fn they_are_listed_in_the_order_in_which_they_were_made_wherever_their_memory_is() {
    let make = || Deferred::<u8, (Cancelled,)>::pending();
    let (line, mut first) = (line!() - 1, (0..20).map(|_| make()).collect::<Vec<_>>());
    // Those that come now are where these were.
    first.drain(..10).for_each(|(resolver, _)| drop(resolver));
    let (resolver, d) = make();
    let last = d.inspect(|_| ());
    let listed = made_at(line);
    assert_eq!(listed.len(), 11);
    assert_eq!(listed.iter().position(|unfired| !unfired.stages().is_empty()), Some(10));
    resolver.succeed(1);
    assert!(last.is_ready());
}
