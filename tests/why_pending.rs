//! Why a Deferred is pending, printed.

use deferred::{Cancelled, Deferred, TestClock, TimedOut, chain, gather, list, succeed, unhandled};

/// The text, with the names of this file's places alone.
fn why(text: impl std::fmt::Display) -> Vec<String> {
    text.to_string().lines().map(|line| line.replace(file!(), "here").trim_end().to_string()).collect()
}

#[test]
fn what_has_its_result_is_not_pending() {
    assert_eq!(why(succeed(1).why_pending()), ["has its result"]);
    let (resolver, d) = Deferred::<u8>::pending();
    let later = d.why_pending();
    resolver.succeed(1);
    assert_eq!(why(d.why_pending()), ["has its result"]);
    assert_eq!(why(later), ["has its result"]);
}

#[test]
fn a_pair_waits_for_its_resolver() {
    let (_resolver, d) = Deferred::<u8>::pending();
    let line = line!() - 1;
    let d = chain! { d; then |n| n + 1 };
    let waits = if cfg!(debug_assertions) {
        vec![format!("  waits at here:{}:25 in `then`", line + 2)]
    } else {
        vec![]
    };
    let all = [vec!["pending".into()], waits, vec![format!("  for the resolver made at here:{line}:26")]];
    assert_eq!(why(d.why_pending()), all.concat());
}

/// The stages that wait, without their places.
fn waits(d: impl std::fmt::Display) -> Vec<String> {
    let text = why(d);
    let stages =
        text.iter().filter_map(|line| Some(line.split("waits at here:").nth(1)?.split('`').nth(1)?.into()));
    stages.collect()
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "stages are noted in debug builds")]
fn every_stage_that_waits_is_told_whatever_it_is_and_however_it_was_attached() {
    type Source = Deferred<u8, (Cancelled,)>;
    let clock = TestClock::new();
    let second = std::time::Duration::from_secs(1);
    let (_resolvers, mut sources): (Vec<_>, Vec<Source>) = (0..20).map(|_| Source::pending()).unzip();
    let mut next = || sources.pop().unwrap();

    assert_eq!(waits(chain! { next(); then |n| n }.why_pending()), ["then"]);
    assert_eq!(waits(chain! { next(); then |n| n else |_| 0 }.why_pending()), ["then"]);
    assert_eq!(waits(chain! { next(); catch |_: Cancelled| 0 }.why_pending()), ["catch"]);
    assert_eq!(waits(chain! { next(); both |_| 0 }.why_pending()), ["both"]);
    assert_eq!(waits(chain! { next(); inspect |_| () }.why_pending()), ["inspect"]);
    assert_eq!(waits(chain! { next(); finally || () }.why_pending()), ["finally"]);
    assert_eq!(waits(chain! { next(); timeout(&clock, second) }.why_pending()), ["timeout"]);
    let timed = chain! { next(); then |n| n, timeout(&clock, second), catch |_: TimedOut| 0 };
    assert_eq!(waits(timed.why_pending()), ["catch", "timeout", "then"]);

    assert_eq!(waits(next().map(|n| n).why_pending()), ["map"]);
    assert_eq!(waits(next().then(succeed).why_pending()), ["then"]);
    assert_eq!(waits(next().then_else(succeed, |_| succeed(0)).why_pending()), ["then"]);
    assert_eq!(waits(next().catch(|_: Cancelled| 0).why_pending()), ["catch"]);
    assert_eq!(waits(next().catch_all(|_| 0).why_pending()), ["catch"]);
    assert_eq!(waits(next().both(|_| succeed(0)).why_pending()), ["both"]);
    assert_eq!(waits(next().inspect(|_| ()).why_pending()), ["inspect"]);
    assert_eq!(waits(next().finally(|| ()).why_pending()), ["finally"]);
    let timed: Deferred<u8, (Cancelled, TimedOut)> = next().timeout(&clock, second);
    assert_eq!(waits(timed.why_pending()), ["timeout"]);
    let given_up: Deferred<u8, (Cancelled, TimedOut)> = next().give_up_after(&clock, second);
    assert_eq!(waits(given_up.why_pending()), ["give_up_after"]);
    assert_eq!(waits(next().map(|n| n).map(|n| n).inspect(|_| ()).why_pending()), ["inspect", "map", "map"]);
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "stages are noted in debug builds")]
fn a_stage_that_has_run_waits_no_more() {
    let (resolver, source) = Deferred::<u8>::pending();
    let (_inner, waits_for) = Deferred::<u8>::pending();
    let d = chain! { source; inspect |_| (), then move |_| waits_for };
    assert_eq!(waits(d.why_pending()), ["inspect"]);
    resolver.succeed(1);
    assert_eq!(waits(d.why_pending()), ["then"]);
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "stages are noted in debug builds")]
fn a_chain_names_the_stages_that_wait() {
    let (first, source) = Deferred::<u8>::pending();
    let (second, inner) = Deferred::<u8>::pending();
    let (_third, innermost) = Deferred::<u8>::pending();
    let line = line!();
    let inner = chain! { inner; then move |_| innermost, then |n| n };
    let d = chain! { source; then |n| n, then move |_| inner, then |n| n };
    first.succeed(1);
    second.succeed(2);
    assert_eq!(
        why(d.why_pending()),
        [
            "pending".into(),
            format!("  waits at here:{}:42 in `then`", line + 2),
            format!("  waits at here:{}:33 in `then`", line + 1),
            format!("  for the resolver made at here:{}:31", line - 1),
        ]
    );
}

#[test]
fn a_list_names_the_members_that_wait() {
    let (first, a) = Deferred::<u8>::pending();
    let (_second, b) = Deferred::<u8>::pending();
    let (_third, c) = Deferred::<u8>::pending();
    let line = line!() - 1;
    let all = list([gather([a, b]).map(|_| 0), succeed(1), c]);
    first.succeed(1);
    let mut text = why(all.why_pending());
    text.retain(|line| !line.contains("waits at"));
    assert_eq!(
        text,
        [
            "pending".into(),
            format!("  for 2 of 3, made at here:{}:15", line + 2),
            "  0: pending".into(),
            format!("      for 1 of 2, made at here:{}:21", line + 2),
            "      1: pending".into(),
            format!("          for the resolver made at here:{}:24", line - 1),
            "  2: pending".into(),
            format!("      for the resolver made at here:{line}:23"),
        ]
    );
}

#[test]
fn shields_are_looked_through() {
    let (_resolver, d) = Deferred::<u8, (Cancelled,)>::pending();
    let d = d.uncancellable().protect::<(Cancelled,), _, _>();
    let text = why(d.why_pending());
    assert_eq!(text.len(), 6, "{text:?}");
}

#[test]
fn what_was_abandoned_says_so() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<u8>::pending();
    drop(resolver);
    assert!(why(d.why_pending())[0].starts_with("abandoned: the resolver made at here:"));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn a_callback_can_ask_while_it_runs() {
    let (resolver, d) = Deferred::<u8>::pending();
    let later = d.why_pending();
    let d = chain! { d; then move |_| why(later) };
    resolver.succeed(1);
    assert_eq!(deferred::testing::success_result_of(d), ["a callback is running, or about to"]);
}

#[test]
fn a_hundred_thousand_links_print_a_few() {
    let (_resolver, mut d) = Deferred::<u8>::pending();
    for _ in 0..100_000 {
        let (next, chained) = Deferred::pending();
        d.chain_into(next);
        d = chained;
    }
    assert!(why(d.why_pending()).len() < 40);
    drop(d);
}

#[test]
fn what_would_wait_for_itself_by_way_of_others_is_abandoned() {
    let watch = unhandled::watch();
    let (to_a, a) = Deferred::<(), (Cancelled,)>::pending();
    let line = line!() - 1;
    let (to_b, b) = Deferred::<(), (Cancelled,)>::pending();
    let on_a = a.why_pending();
    a.chain_into(to_b);
    b.chain_into(to_a);
    assert_eq!(why(on_a), [format!("abandoned: the resolver made at here:{line}:21 was dropped")]);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
#[cfg_attr(not(debug_assertions), ignore = "stages are noted in debug builds")]
fn of_many_stages_sixteen_are_told_and_the_others_counted() {
    let (_resolver, mut d) = Deferred::<u8>::pending();
    for _ in 0..20 {
        d = d.map(|n| n);
    }
    let text = why(d.why_pending());
    assert_eq!(text.iter().filter(|line| line.contains("waits at here:")).count(), 16, "{text:?}");
    assert_eq!(text[17], "  waits at 4 more stages");
    assert_eq!(text.len(), 19);
}

#[test]
fn of_lists_of_lists_sixteen_are_told() {
    let (_resolver, mut d) = Deferred::<u8>::pending();
    for _ in 0..20 {
        d = gather([d]).map(|values| values[0]);
    }
    let text = d.why_pending().to_string();
    assert_eq!(text.matches("  for 1 of 1, made at").count(), 17);
    assert!(!text.contains("for the resolver"), "{text}");
}

#[test]
fn of_many_members_sixteen_are_told_and_the_others_counted() {
    for (members, more) in [(16, None), (20, Some("  and 4 more"))] {
        let (_resolvers, members): (Vec<_>, Vec<_>) = (0..members).map(|_| Deferred::<u8>::pending()).unzip();
        let text = why(gather(members).why_pending());
        let told = text.iter().filter(|line| line.ends_with(": pending")).count();
        let and = text.last().filter(|line| line.contains("more")).map(String::as_str);
        assert_eq!((told, and), (16, more));
    }
}

#[test]
fn a_member_that_was_abandoned_is_not_waited_for() {
    let watch = unhandled::watch();
    let (gone, a) = Deferred::<u8>::pending();
    let (_resolver, b) = Deferred::<u8>::pending();
    let all = gather([a, b]);
    drop(gone);
    let text = why(all.why_pending());
    assert!(text[1].starts_with("  for 1 of 2, made at"), "{text:?}");
    assert!(text[2].starts_with("  1: pending"), "{text:?}");
    assert_eq!(watch.finish().len(), 1);
}
