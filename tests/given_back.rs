//! All memory is given back, whichever end goes first. Only in debug builds: in release builds nodes are kept for the next pair.
#![cfg(debug_assertions)]

mod common;

use common::taken_by;
use deferred::{Cancelled, Deferred, chain, gather, list, race, threads, unhandled};
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};

/// Runs each twice, since what a thread has is made the first time.
fn all_give_back(what: &[(&str, fn())]) {
    for (name, does) in what {
        let watched = || {
            let reports = unhandled::watch();
            does();
            drop(reports.finish());
        };
        watched();
        assert_eq!(taken_by(watched).1.left, 0, "{name}");
    }
}

/// The same of a Deferred that stays on its thread and of one that crosses threads.
macro_rules! gives_back {
    ($($flavour:ident: $pending:expr, $cancellable:expr, $run:expr;)+) => {
        $(mod $flavour {
            use super::*;

            #[test]
            fn pairs() {
                all_give_back(&[
                    ("fired", || {
                        let (resolver, d) = $pending();
                        let d = chain! { d; then |n: u64| n + 1, catch |_: Cancelled| 0 };
                        resolver.succeed(1);
                        d.detach();
                    }),
                    ("fired, and then attached", || {
                        let (resolver, d) = $pending();
                        resolver.succeed(1);
                        chain! { d; then |n: u64| n + 1, catch |_: Cancelled| 0 }.detach();
                    }),
                    ("failed", || {
                        let (resolver, d) = $pending();
                        resolver.fail(Cancelled);
                        d.context("a note").catch(|_: Cancelled| 0).detach();
                    }),
                    ("the resolver goes first", || {
                        let (resolver, d) = $pending();
                        drop(resolver);
                        drop(d);
                    }),
                    ("the Deferred goes first", || {
                        let (resolver, d) = $pending();
                        drop(d);
                        drop(resolver);
                    }),
                    ("the Deferred goes first, then it is fired", || {
                        let (resolver, d) = $pending();
                        drop(d);
                        resolver.succeed(1);
                    }),
                    ("too large for a node", || {
                        let (resolver, d) = $pending();
                        let many = [1_u64; 9];
                        let d = chain! { d; then move |n: u64| [n; 9].map(|n| n + many[0]), catch |_: Cancelled| [0; 9] };
                        resolver.succeed(1);
                        d.detach();
                    }),
                    ("too large for a node, and never fired", || {
                        let (resolver, d) = $pending();
                        let many = [1_u64; 9];
                        let d = chain! { d; then move |n: u64| n + many[0], catch |_: Cancelled| 0 };
                        drop(resolver);
                        drop(d);
                    }),
                ]);
            }

            #[test]
            fn handles() {
                all_give_back(&[
                    ("the handle goes last", || {
                        let (resolver, d) = $pending();
                        let (one, two) = (d.cancel_handle(), d.cancel_handle());
                        let three = two.clone();
                        resolver.succeed(1);
                        drop((d, one, two, three));
                    }),
                    ("the handle goes first", || {
                        let (resolver, d) = $pending();
                        drop((d.cancel_handle(), d.cancel_handle()));
                        resolver.succeed(1);
                        drop(d);
                    }),
                    ("the handle outlives what was never fired", || {
                        let (resolver, d) = $pending();
                        let handle = d.cancel_handle();
                        drop((d, resolver, handle));
                    }),
                    ("handles of a chain", || {
                        let (resolver, d) = $pending();
                        let first = d.cancel_handle();
                        let d = chain! { d; then |n: u64| n + 1, raises Cancelled };
                        let second = d.cancel_handle();
                        let d = chain! { d; then |n: u64| n + 1, catch |_: Cancelled| 0 };
                        resolver.succeed(1);
                        drop((d, second, first));
                    }),
                ]);
            }

            #[test]
            fn cancels() {
                all_give_back(&[
                    ("without a canceller, and fired late", || {
                        let (resolver, d) = $pending();
                        d.cancel();
                        drop(d);
                        resolver.succeed(1);
                    }),
                    ("without a canceller, and never fired", || {
                        let (resolver, d) = $pending();
                        d.cancel();
                        drop(resolver);
                        drop(d);
                    }),
                    ("the canceller is not needed", || {
                        let many = [1_u64; 9];
                        let (resolver, d) = $cancellable(move || assert_eq!(many, [1; 9]));
                        resolver.succeed(1);
                        drop(d);
                    }),
                    ("the canceller does not fire", || {
                        let many = [1_u64; 9];
                        let (resolver, d) = $cancellable(move || assert_eq!(many, [1; 9]));
                        d.cancel();
                        drop(d);
                        resolver.succeed(1);
                    }),
                    ("the canceller is not needed, for nobody fires", || {
                        let many = [1_u64; 9];
                        let (resolver, d) = $cancellable(move || assert_eq!(many, [1; 9]));
                        drop(resolver);
                        drop(d);
                    }),
                    ("the resolver goes while its canceller runs", || {
                        let place = Arc::new(Mutex::new(None));
                        let held = place.clone();
                        let (resolver, d) = $cancellable(move || drop(held.lock().map(|mut place| place.take())));
                        *place.lock().expect("nothing panics") = Some(resolver);
                        d.cancel();
                        drop(d);
                    }),
                    ("a cancel is noted, and taken up by what comes next", || {
                        let (resolver, d) = $pending();
                        let (inner, next) = $pending();
                        let d = d.uncancellable();
                        let d = chain! { d; then move |_: u64| next, raises Cancelled };
                        d.cancel();
                        resolver.succeed(1);
                        drop(inner);
                        drop(d);
                    }),
                ]);
            }

            #[test]
            fn failures() {
                all_give_back(&[
                    ("with notes, and passed on by many stages", || {
                        let (resolver, d) = $pending();
                        let d = d.context("one").map(|n| n + 1).map(|n| n + 1).context(String::from("two"));
                        let d = d.map(|n| n + 1).map(|n| n + 1).map(|n| n + 1).map(|n| n + 1);
                        resolver.fail(Cancelled);
                        d.catch(|_: Cancelled| 0).detach();
                    }),
                    ("replaced, and replaced again", || {
                        let (resolver, d) = $pending();
                        let d = chain! {
                            d;
                            catch |_: Cancelled| Err("one"),
                            catch |_: &str| Err(1_u8),
                            catch |_: u8| Err('c'),
                        };
                        resolver.fail(Cancelled);
                        drop(d);
                    }),
                    ("suppressed by a finally that fails, and cloned", || {
                        let (resolver, d) = $pending();
                        let d = chain! { d; finally || Err(Cancelled) };
                        let shared = d.share();
                        let (one, two) = (shared.get(), shared.get());
                        resolver.fail(Cancelled);
                        one.catch(|_: Cancelled| 0).detach();
                        drop((two, shared));
                    }),
                ]);
            }

            #[test]
            fn futures() {
                all_give_back(&[
                    ("awaited by a future that runs", || {
                        let (resolver, d) = $pending();
                        let ran = $run(async move { d.await });
                        resolver.succeed(1);
                        drop(ran);
                    }),
                    ("awaited by a future whose Deferred goes", || {
                        let (resolver, d) = $pending();
                        drop($run(async move { d.await }));
                        resolver.succeed(1);
                    }),
                    ("awaited by a future, and never fired", || {
                        let (resolver, d) = $pending();
                        let ran = $run(async move { d.await });
                        drop(resolver);
                        drop(ran);
                    }),
                    ("an async callback that waits", || {
                        let (resolver, d) = $pending();
                        let (inner, next) = $pending();
                        let d = chain! { d; then async move |n: u64| next.await.map(|more| n + more), catch |_: Cancelled| 0 };
                        resolver.succeed(1);
                        inner.succeed(2);
                        d.detach();
                    }),
                    ("polled by hand, fired and polled again", || {
                        let (resolver, d) = $pending();
                        let mut future = Box::pin(d.into_future());
                        let mut context = Context::from_waker(Waker::noop());
                        assert!(future.as_mut().poll(&mut context).is_pending());
                        resolver.succeed(1);
                        assert!(future.as_mut().poll(&mut context).is_ready());
                    }),
                    ("polled by hand, and let go", || {
                        let (resolver, d) = $pending();
                        let mut future = Box::pin(d.into_future());
                        assert!(future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
                        drop(future);
                        resolver.succeed(1);
                    }),
                    ("polled by hand, fired and let go", || {
                        let (resolver, d) = $pending();
                        let mut future = Box::pin(d.into_future());
                        assert!(future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
                        resolver.succeed(1);
                        drop(future);
                    }),
                ]);
            }

            #[test]
            fn deferreds_in_deferreds() {
                all_give_back(&[
                    ("given by a callback, pending", || {
                        let (resolver, d) = $pending();
                        let (inner, next) = $pending();
                        let d = chain! { d; then move |_: u64| next, catch |_: Cancelled| 0 };
                        resolver.succeed(1);
                        inner.succeed(2);
                        drop(d);
                    }),
                    ("given by a callback, ready", || {
                        let (resolver, d) = $pending();
                        let (inner, next) = $pending();
                        inner.succeed(2);
                        let d = chain! { d; then move |_: u64| next, catch |_: Cancelled| 0 };
                        resolver.succeed(1);
                        drop(d);
                    }),
                    ("connected, and fired", || {
                        let (resolver, d) = $pending();
                        let (outer, end) = $pending();
                        d.chain_into(outer);
                        resolver.succeed(1);
                        drop(end);
                    }),
                    ("connected to one that was cancelled", || {
                        let (resolver, d) = $pending();
                        let (outer, end) = $pending();
                        end.cancel();
                        d.chain_into(outer);
                        drop(end);
                        resolver.succeed(1);
                    }),
                    ("connected when it is there", || {
                        let (resolver, d) = $pending();
                        let (outer, end) = $pending();
                        resolver.succeed(1);
                        d.chain_into(outer);
                        drop(end);
                    }),
                    ("a ring", || {
                        let (one, a) = $pending();
                        let (two, b) = $pending();
                        a.chain_into(two);
                        b.chain_into(one);
                    }),
                    ("a list, a gathering and a race", || {
                        let (one, a) = $pending();
                        let (two, b) = $pending();
                        let (three, c) = $pending();
                        let (four, d) = $pending();
                        let (five, e) = $pending();
                        let (six, f) = $pending();
                        drop((list([a, b]), gather([c, d]), race([e, f])));
                        one.succeed(1);
                        three.fail(Cancelled);
                        four.succeed(2);
                        five.succeed(3);
                        drop((two, six));
                    }),
                    ("shared", || {
                        let (resolver, d) = $pending();
                        let shared = d.map(|n: u64| n + 1).share();
                        let (one, two) = (shared.get(), shared.get());
                        drop(one);
                        resolver.succeed(1);
                        drop((two, shared.get()));
                    }),
                    ("paused", || {
                        let (resolver, d) = $pending();
                        let (pause, d) = d.paused();
                        resolver.succeed(1);
                        drop(pause);
                        drop(d);
                    }),
                    ("protected and shielded", || {
                        let (resolver, d) = $pending();
                        let d: Deferred<u64, (Cancelled,), _> = d.protect();
                        d.cancel();
                        let d = d.uncancellable();
                        drop(d);
                        resolver.succeed(1);
                    }),
                ]);
            }
        })+
    };
}

gives_back! {
    of_this_thread: Deferred::<u64, (Cancelled,)>::pending, Deferred::<u64, (Cancelled,)>::cancellable, deferred::run;
    of_any_thread: threads::pending::<u64, (Cancelled,)>, threads::cancellable::<u64, (Cancelled,), _>, threads::run;
}
