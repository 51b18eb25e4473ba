//! A token of tokio-util cancels a Deferred, and a cancel cancels a token.

use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Abandoned, CancelOn, Cancelled, Deferred, chain, threads, unhandled};
use tokio_util::sync::CancellationToken;

#[test]
fn a_cancelled_token_cancels_what_is_waited_for() {
    let token = CancellationToken::new();
    let (resolver, d) = threads::pending::<u8, (Cancelled,)>();
    let d = d.map(|n| n + 1).cancel_on(&token);
    let d = assert_no_result(d);
    token.cancel();
    assert!(resolver.is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn one_that_was_cancelled_before_cancels_at_once() {
    let token = CancellationToken::new();
    token.cancel();
    let (resolver, d) = threads::pending::<u8, (Cancelled,)>();
    let d = d.cancel_on(&token);
    assert!(resolver.is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_result_that_is_there_stays() {
    let token = CancellationToken::new();
    token.cancel();
    let (resolver, d) = threads::pending::<u8, (Cancelled,)>();
    resolver.succeed(1);
    assert!(matches!(d.cancel_on(&token).try_outcome(), Ok(Ok(1))));
}

#[test]
fn a_token_cancels_on_another_thread() {
    let token = CancellationToken::new();
    let (_resolver, d) = threads::pending::<u8, (Cancelled,)>();
    let d = d.cancel_on(&token.child_token());
    std::thread::spawn(move || token.cancel()).join().unwrap();
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn one_token_cancels_many() {
    let token = CancellationToken::new();
    let (resolvers, all): (Vec<_>, Vec<_>) = (0..9).map(|_| threads::pending::<u8, (Cancelled,)>()).unzip();
    let all = deferred::list(all.into_iter().map(|d| d.cancel_on(&token)));
    token.cancel();
    assert!(success_result_of(all).iter().all(Result::is_err));
    drop(resolvers);
}

#[test]
fn a_token_that_is_cancelled_after_the_end_changes_nothing() {
    let watch = unhandled::watch();
    let token = CancellationToken::new();
    let (resolver, d) = threads::pending::<u8, (Cancelled,)>();
    let d = d.cancel_on(&token);
    resolver.succeed(1);
    assert!(matches!(d.try_outcome(), Ok(Ok(1))));
    let (resolver, d) = threads::pending::<u8, (Cancelled, Abandoned)>();
    let d = d.cancel_on(&token);
    drop(resolver);
    assert!(failure_result_of(d).is::<Abandoned>());
    token.cancel();
    watch.assert_nothing();
}

#[test]
fn a_cancel_cancels_a_token() {
    let token = CancellationToken::new();
    let asked = token.clone();
    let (_resolver, d) = Deferred::<u8, (Cancelled,)>::cancellable(move || asked.cancel());
    d.cancel();
    assert!(token.is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_plain_one_is_awaited_under_a_token() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let token = CancellationToken::new();
    let (resolver, d) = Deferred::<u8, (Cancelled,)>::pending();
    let stops = token.clone();
    std::thread::spawn(move || stops.cancel());
    let given = runtime.block_on(token.run_until_cancelled(chain! { d; then |n| n + 1 }.into_future()));
    assert!(given.is_none());
    assert!(resolver.is_cancelled());
}

#[test]
fn a_handle_cancels_the_token_and_the_token_what_the_handle_is_on() {
    for by_token in [false, true] {
        let token = CancellationToken::new();
        let (resolver, d) = threads::pending::<u8, (Cancelled,)>();
        let d = d.cancel_with(&token).map(|n| n + 1);
        let (listens, stop) = (token.child_token(), d.cancel_handle());
        let cancel = move || if by_token { token.cancel() } else { stop.cancel() };
        std::thread::spawn(cancel).join().unwrap();
        assert!(resolver.is_cancelled() && listens.is_cancelled());
        assert!(failure_result_of(d).is::<Cancelled>());
    }
}

#[test]
fn a_token_stays_where_nobody_cancels_before_the_end() {
    let watch = unhandled::watch();
    let token = CancellationToken::new();
    let (resolver, d) = threads::pending::<u8, (Cancelled,)>();
    let d = d.cancel_with(&token);
    let stop = d.cancel_handle();
    resolver.succeed(1);
    stop.cancel();
    assert_eq!(d.try_outcome().unwrap().unwrap(), 1);
    let (resolver, d) = threads::pending::<u8, (Cancelled,)>();
    let d = d.cancel_with(&token);
    resolver.fail(Cancelled);
    assert!(failure_result_of(d).is::<Cancelled>());
    assert!(!token.is_cancelled());
    watch.assert_nothing();
}

/// The token keeps nothing of what has ended, and what waits keeps nothing of a token that nobody has.
#[test]
fn neither_keeps_the_other() {
    let token = CancellationToken::new();
    let held = std::sync::Arc::new(());
    let (resolver, d) = threads::pending::<u8, (Cancelled,)>();
    let kept = held.clone();
    let d = d.inspect(move |_| drop(kept)).cancel_with(&token);
    resolver.succeed(1);
    assert_eq!(std::sync::Arc::strong_count(&held), 1);
    drop(d);
    let (resolver, d) = threads::pending::<u8, (Cancelled,)>();
    let kept = held.clone();
    let d = d.inspect(move |_| drop(kept)).cancel_with(&token);
    drop((token, d, resolver));
    assert_eq!(std::sync::Arc::strong_count(&held), 1);
}

/// What is lost is reported once, as it is without a token: a resolver that is dropped, and a failure that comes to nobody.
#[test]
fn what_is_lost_is_reported_once() {
    type Lost = (Cancelled, &'static str);
    let reports = |end: fn(threads::Resolver<u8, Lost>, threads::Deferred<u8, Lost>)| {
        [false, true].map(|with_a_token| {
            let watch = unhandled::watch();
            let (resolver, d) = threads::pending();
            end(resolver, if with_a_token { d.cancel_with(&CancellationToken::new()) } else { d });
            watch.finish().len()
        })
    };
    assert_eq!(reports(|resolver, d| drop((resolver, d.map(|n| n + 1)))), [1, 1], "dropped, and waited for");
    assert_eq!(reports(|resolver, d| (drop(d), resolver.fail("offline")).1), [1, 1], "nobody has it");
    assert_eq!(reports(|resolver, d| (resolver.fail("offline"), drop(d)).0), [1, 1], "nobody handles it");
    assert_eq!(
        reports(|resolver, d| drop((d.cancel_handle().cancel(), d, resolver))),
        [0, 0],
        "it was cancelled"
    );
}
