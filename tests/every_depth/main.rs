//! Each shape of Deferreds in Deferreds, each way to end it, in both flavours, on 256 KiB of stack: nothing recurses.
//!
//! Each level costs the stack nothing, so what is tried here with a few thousand levels goes on for ever; `DEFERRED_LEVELS` says another number.
//! What a level takes, by how many there are, is in a table (docs/trust.md):
//!
//! ```text
//! cargo test --release -p deferred --test every_depth -- --ignored --nocapture
//! ```

mod table;

use deferred::{Cancelled, TimedOut, unhandled};
use std::time::Duration;

/// A frame of a recursion through a level has more than 100 bytes, so that a stack of 256 KiB would be overflown.
fn levels() -> usize {
    std::env::var("DEFERRED_LEVELS").ok().and_then(|text| text.parse().ok()).unwrap_or(3_000)
}

/// Runs `test` on a small stack.
fn on_a_small_stack<T: Send + 'static>(test: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(test);
    thread.expect("a thread with a small stack").join().expect("no overflow and no panic")
}

const LONG: Duration = Duration::from_secs(1);

/// A way to build so many levels of a shape, and to end them.
type Way = (&'static str, fn(usize));

macro_rules! every_way {
    ($($shape:ident: $level:expr;)+) => {
        /// The shapes, with each way.
        pub const SHAPES: &[(&str, [Way; 6])] = &[$((stringify!($shape), $shape::WAYS)),+];

        $(
            mod $shape {
                use super::*;

                fn over(d: D, levels: usize) -> D {
                    let level: fn(D) -> D = $level;
                    (0..levels).fold(d, |d, _| level(d))
                }

                every_end!();
            }
        )+
    };
}

macro_rules! every_end {
    () => {
        pub const WAYS: [Way; 6] = [
            ("built then fired", |levels| {
                let (resolver, d) = pair();
                let d = over(d, levels);
                resolver.succeed(7);
                assert!(matches!(d.try_outcome(), Ok(Ok(7))));
            }),
            ("fired then built", |levels| {
                let (resolver, d) = pair();
                resolver.succeed(7);
                assert!(matches!(over(d, levels).try_outcome(), Ok(Ok(7))));
            }),
            ("dropped from the end", |levels| {
                let (resolver, d) = pair();
                drop(over(d, levels));
                drop(resolver);
            }),
            ("dropped from the source", |levels| {
                let (resolver, d) = pair();
                let d = over(d, levels);
                drop(resolver);
                drop(d);
            }),
            ("cancelled", |levels| {
                let (resolver, d) = pair();
                let d = over(d, levels);
                d.cancel();
                drop(resolver);
                drop(d);
            }),
            ("printed", |levels| {
                let (resolver, d) = pair();
                let d = over(d, levels);
                assert_eq!(format!("{d:?}"), "Deferred(pending)");
                assert!(d.why_pending().to_string().starts_with("pending"));
                resolver.succeed(7);
                drop(d);
            }),
        ];

        #[test]
        fn each_way_takes_no_stack() {
            for (_, way) in WAYS {
                on_a_small_stack(move || {
                    let reports = unhandled::watch();
                    way(levels());
                    drop(reports.finish());
                });
            }
        }
    };
}

mod one_thread {
    use super::*;
    use deferred::{AllFailed, Deferred, Lock, TestClock, gather, join, race};

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
        races: |d| race([d]).map(|(_, n)| n).catch(|_: AllFailed<(Cancelled,)>| 0);
        protected: |d| d.protect();
        shielded: |d| d.uncancellable();
        paused: |d| {
            let (guard, d) = d.paused();
            drop(guard);
            d
        };
        futures: |d| deferred::run(async move { d.await });
        both_that_gives_it: |d| Deferred::<u64>::succeed(0).both(move |_| d);
        under_locks: |d| Lock::new(()).run(move |()| d);
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
    use deferred::{AllFailed, gather, join, race};

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
        races: |d| race([d]).map(|(_, n)| n).catch(|_: AllFailed<(Cancelled,)>| 0);
        protected: |d| d.protect();
        shielded: |d| d.uncancellable();
        paused: |d| {
            let (guard, d) = d.paused();
            drop(guard);
            d
        };
        futures: |d| threads::run(async move { d.await });
        both_that_gives_it: |d| threads::succeed(0).both(move |_| d);
        under_locks: |d| threads::lock(()).run(move |()| d);
        finally: |d| d.finally(|| ());
        via: |d| d.via(|job: Job| job());
        retries: |d| {
            let mut d = Some(d);
            deferred::retry(|_, _: &deferred::Failure<_>| deferred::Retry::Stop, move || d.take().expect("one attempt"))
        };
    }
}
