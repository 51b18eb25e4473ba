//! Each shape of Deferreds in Deferreds, each way to end it, in both flavours, on 256 KiB of stack: nothing recurses.
//!
//! Each level costs the stack nothing, so what is tried here with a few thousand levels goes on for ever; `DEFERRED_LEVELS` says another number.

use deferred::{Cancelled, TimedOut, unhandled};
use std::time::Duration;

fn levels() -> usize {
    std::env::var("DEFERRED_LEVELS").ok().and_then(|text| text.parse().ok()).unwrap_or(3_000)
}

/// Runs `test` on a small stack.
fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(test);
    thread.expect("a thread with a small stack").join().expect("no overflow and no panic");
}

const LONG: Duration = Duration::from_secs(1);

macro_rules! every_way {
    ($($shape:ident: $level:expr;)+) => {$(
        mod $shape {
            use super::*;

            fn over(d: D) -> D {
                let level: fn(D) -> D = $level;
                (0..levels()).fold(d, |d, _| level(d))
            }

            #[test]
            fn built_then_fired() {
                on_a_small_stack(|| {
                    let (resolver, d) = pair();
                    let d = over(d);
                    resolver.succeed(7);
                    assert!(matches!(d.try_outcome(), Ok(Ok(7))));
                });
            }

            #[test]
            fn fired_then_built() {
                on_a_small_stack(|| {
                    let (resolver, d) = pair();
                    resolver.succeed(7);
                    assert!(matches!(over(d).try_outcome(), Ok(Ok(7))));
                });
            }

            #[test]
            fn dropped_from_either_end() {
                on_a_small_stack(|| {
                    let reports = unhandled::watch();
                    let (resolver, d) = pair();
                    drop(over(d));
                    drop(resolver);
                    let (resolver, d) = pair();
                    let d = over(d);
                    drop(resolver);
                    drop(d);
                    drop(reports.finish());
                });
            }

            #[test]
            fn cancelled() {
                on_a_small_stack(|| {
                    let reports = unhandled::watch();
                    let (resolver, d) = pair();
                    let d = over(d);
                    d.cancel();
                    drop(resolver);
                    drop(d);
                    drop(reports.finish());
                });
            }

            #[test]
            fn printed() {
                on_a_small_stack(|| {
                    let (resolver, d) = pair();
                    let d = over(d);
                    assert_eq!(format!("{d:?}"), "Deferred(pending)");
                    assert!(d.why_pending().to_string().starts_with("pending"));
                    resolver.succeed(7);
                    drop(d);
                });
            }
        }
    )+};
}

mod one_thread {
    use super::*;
    use deferred::{Deferred, TestClock, gather, join};

    type D = Deferred<u64, (Cancelled,)>;

    fn pair() -> (deferred::Resolver<u64, (Cancelled,)>, D) {
        Deferred::pending()
    }

    every_way! {
        callbacks: |d| d.map(|n| n);
        links: |d| {
            let (next, last) = pair();
            d.chain_into(next);
            last
        };
        given_by_a_callback: |d| Deferred::<u64, (Cancelled,)>::succeed(0).then(move |_| d);
        lists_of_one: |d| gather([d]).map(|values| values[0]);
        joins: |d| join!(d, Deferred::<u64>::succeed(1)).map(|(n, _)| n);
        shares: |d| d.share().get();
        protected: |d| d.protect();
        shielded: |d| d.uncancellable();
        paused: |d| {
            let (guard, d) = d.paused();
            drop(guard);
            d
        };
        finally: |d| d.finally(|| ());
        finally_that_waits: |d| d.finally(|| Deferred::<()>::succeed(()));
        timeouts: |d| {
            let d: Deferred<u64, (Cancelled, TimedOut)> = d.timeout(TestClock::new(), LONG);
            d.catch(|_: TimedOut| 0)
        };
        given_up: |d| {
            let d: Deferred<u64, (Cancelled, TimedOut)> = d.give_up_after(TestClock::new(), LONG);
            d.catch(|_: TimedOut| 0)
        };
        retries: |d| {
            let mut d = Some(d);
            deferred::retry(|_, _: &deferred::Failure<_>| deferred::Retry::Stop, move || d.take().expect("one attempt"))
        };
        pipelines: |d| d.pipe(deferred::chain! { for u64 raises Cancelled; then |n| n });
    }
}

mod any_thread {
    use super::*;
    use deferred::threads::{self, Deferred, Job};
    use deferred::{gather, join};

    type D = Deferred<u64, (Cancelled,)>;

    fn pair() -> (threads::Resolver<u64, (Cancelled,)>, D) {
        threads::pending()
    }

    every_way! {
        callbacks: |d| d.map(|n| n);
        links: |d| {
            let (next, last) = pair();
            d.chain_into(next);
            last
        };
        given_by_a_callback: |d| threads::settled::<u64, (Cancelled,)>(Ok(0)).then(move |_| d);
        lists_of_one: |d| gather([d]).map(|values| values[0]);
        joins: |d| join!(d, threads::succeed(1)).map(|(n, _)| n);
        shares: |d| d.share().get();
        protected: |d| d.protect();
        shielded: |d| d.uncancellable();
        paused: |d| {
            let (guard, d) = d.paused();
            drop(guard);
            d
        };
        finally: |d| d.finally(|| ());
        via: |d| d.via(|job: Job| job());
        retries: |d| {
            let mut d = Some(d);
            deferred::retry(|_, _: &deferred::Failure<_>| deferred::Retry::Stop, move || d.take().expect("one attempt"))
        };
    }
}
