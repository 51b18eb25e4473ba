//! What a change leaves over, as a canceller that is not needed any more, is dropped last: what that holds may cancel, fire, attach or
//! drop either side, and may panic.

#![forbid(unsafe_code)]

use deferred::unhandled;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

/// A place that is filled later.
struct Place<X>(Arc<Mutex<Option<X>>>);

impl<X> Clone for Place<X> {
    fn clone(&self) -> Self {
        Place(self.0.clone())
    }
}

impl<X> Place<X> {
    fn new() -> Self {
        Place(Arc::new(Mutex::new(None)))
    }

    fn put(&self, x: X) {
        *self.0.lock().unwrap() = Some(x);
    }

    fn take(&self) -> Option<X> {
        self.0.lock().unwrap().take()
    }
}

/// Calls a function when it is dropped.
struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// What was noted, in order.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<&'static str>>>);

impl Log {
    fn note(&self, what: &'static str) {
        self.0.lock().unwrap().push(what);
    }

    fn taken(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

/// Whether `f` panics. What it says is not printed.
fn panics(f: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(f)).is_err()
}

macro_rules! in_each_flavour {
    ($($tests:item)*) => {
        mod this_thread {
            use super::*;

            trait Crosses {}
            impl<X> Crosses for X {}

            use deferred::{CancelHandle, Cancelled, Deferred, Resolver, chain, members, testing::success_result_of};

            #[allow(unused)]
            fn pending() -> (Resolver<usize, (Cancelled,)>, Deferred<usize, (Cancelled,)>) {
                Deferred::pending()
            }

            fn cancellable(canceller: impl FnOnce() + Crosses + 'static) -> (Resolver<usize, (Cancelled,)>, Deferred<usize, (Cancelled,)>) {
                Deferred::cancellable(canceller)
            }

            $($tests)*
        }

        mod any_thread {
            use super::*;
            use std::marker::Send as Crosses;

            use deferred::{Cancelled, chain, members, testing::success_result_of};
            use deferred::threads::{self, CancelHandle, Deferred, Resolver};

            #[allow(unused)]
            fn pending() -> (Resolver<usize, (Cancelled,)>, Deferred<usize, (Cancelled,)>) {
                threads::pending()
            }

            fn cancellable(canceller: impl FnOnce() + Crosses + 'static) -> (Resolver<usize, (Cancelled,)>, Deferred<usize, (Cancelled,)>) {
                threads::cancellable(canceller)
            }

            $($tests)*
        }
    };
}

in_each_flavour! {
    /// A pair whose canceller does something when it is dropped.
    fn doing_when_dropped(f: impl FnMut() + Crosses + 'static) -> (Resolver<usize, (Cancelled,)>, Deferred<usize, (Cancelled,)>) {
        let held = OnDrop(f);
        cancellable(move || drop(held))
    }

    /// A canceller that cancels its own pair when it is dropped.
    fn cancelling_when_dropped() -> (Resolver<usize, (Cancelled,)>, Deferred<usize, (Cancelled,)>) {
        let place = Place::<CancelHandle>::new();
        let stop = place.clone();
        let (resolver, d) = doing_when_dropped(move || {
            if let Some(handle) = stop.take() {
                handle.cancel();
            }
        });
        place.put(d.cancel_handle());
        (resolver, d)
    }

    #[test]
    fn a_cancel_by_a_canceller_that_is_dropped_comes_too_late_for_what_is_abandoned() {
        let watch = unhandled::watch();
        let (resolver, d) = cancelling_when_dropped();
        let (late, inner) = pending();
        let d: Deferred<usize, (Cancelled,)> = chain! { d; catch |_: Cancelled| inner };
        drop(resolver);
        assert_eq!(format!("{d:?}"), "Deferred(abandoned)");
        let text = d.map(|n| if n == 0 { "zero" } else { "more" });
        late.succeed(0xdead_beef);
        assert_eq!(format!("{text:?}"), "Deferred(abandoned)");
        assert_eq!(watch.finish().len(), 1);
    }

    #[test]
    fn a_cancel_by_a_canceller_that_is_dropped_comes_too_late_for_what_is_fired() {
        let (resolver, d) = cancelling_when_dropped();
        let d: Deferred<usize> = chain! { d; catch |_: Cancelled| 0 };
        resolver.succeed(7);
        assert_eq!(success_result_of(d), 7);
    }

    #[test]
    fn a_canceller_that_is_dropped_when_its_pair_is_chained_into_finds_the_link() {
        let (second, d2) = cancelling_when_dropped();
        let (first, d1) = pending();
        let text: Deferred<&'static str> = chain! { d2; then |_| "a number", catch |_: Cancelled| "cancelled" };
        d1.chain_into(second);
        assert!(first.is_cancelled(), "the link was there");
        assert_eq!(success_result_of(text), "cancelled");
    }

    #[test]
    fn a_canceller_that_fires_what_is_chained_into_its_pair_when_it_is_dropped() {
        let place = Place::<Resolver<usize, (Cancelled,)>>::new();
        let fire = place.clone();
        let (second, d2) = doing_when_dropped(move || {
            if let Some(resolver) = fire.take() {
                resolver.succeed(7);
            }
        });
        let (first, d1) = pending();
        place.put(first);
        let stop = d2.cancel_handle();
        d1.chain_into(second);
        stop.cancel();
        assert_eq!(success_result_of(d2.catch(|_: Cancelled| 0)), 7);
    }

    #[test]
    fn a_canceller_that_drops_the_other_side_when_it_is_dropped() {
        let place = Place::<Deferred<usize>>::new();
        let other = place.clone();
        let log = Log::default();
        let seen = log.clone();
        let (resolver, d) = doing_when_dropped(move || drop(other.take()));
        place.put(chain! { d; catch |_: Cancelled| 0, inspect move |_| seen.note("ran") });
        resolver.succeed(7);
        assert_eq!(log.taken(), ["ran"]);
    }

    #[test]
    fn a_canceller_that_attaches_when_it_is_dropped() {
        let place = Place::<Deferred<usize, (Cancelled,)>>::new();
        let (other, log) = (place.clone(), Log::default());
        let seen = log.clone();
        let (resolver, d) = doing_when_dropped(move || {
            let seen = seen.clone();
            seen.note("dropped");
            let d = other.take().expect("it was put there").catch(|_: Cancelled| 0);
            d.map(move |_| seen.note("ran")).detach();
        });
        place.put(d);
        resolver.succeed(7);
        assert_eq!(log.taken(), ["dropped", "ran"]);
    }

    /// A chain behind a canceller whose capture panics when it is dropped.
    fn panicking_when_dropped(log: &Log) -> (Resolver<usize, (Cancelled,)>, Deferred<usize, (Cancelled,)>) {
        let (dropped, ran, held) = (log.clone(), log.clone(), log.clone());
        let (resolver, d) = doing_when_dropped(move || {
            dropped.note("canceller");
            panic!("the drop of a canceller");
        });
        let held = OnDrop(move || held.note("dropped"));
        let d = d.finally(move || {
            let _held = &held;
            ran.note("finally");
        });
        (resolver, d)
    }

    fn ends(how: &str, reports: usize, over: fn(Deferred<usize, (Cancelled,)>) -> Deferred<usize, (Cancelled,)>) {
        let log = Log::default();
        let watch = unhandled::watch();
        let (resolver, d) = panicking_when_dropped(&log);
        let (behind, outer) = (log.clone(), log.clone());
        let d = over(d).finally(move || behind.note("behind"));
        let (to, d2) = pending();
        d.chain_into(to);
        let d2 = d2.finally(move || outer.note("outer"));
        assert!(panics(|| drop(resolver)), "{how}");
        assert_eq!(log.taken(), ["canceller", "finally", "dropped", "behind", "outer"], "{how}");
        assert_eq!(format!("{d2:?}"), "Deferred(abandoned)", "{how}");
        assert_eq!(watch.finish().len(), reports, "{how}");
    }

    #[test]
    fn the_finally_runs_where_the_drop_of_a_canceller_panics() {
        ends("plain", 1, |d| d);
        ends("map", 1, |d| d.map(|n| n));
        ends("protect", 1, |d| d.protect());
        ends("uncancellable", 1, |d| d.uncancellable());
        ends("share", 1, |d| d.share().get());
        ends("paused", 1, |d| { let (pause, d) = d.paused(); drop(pause); d });
        // The pair, and the list.
        ends("late", 2, |d| members([d]).late(|_, _| ()).gather().map(|all| all[0]));
    }

    #[test]
    fn the_finally_runs_where_a_pair_was_cancelled_and_the_drop_of_its_canceller_panics() {
        let log = Log::default();
        let (resolver, d) = panicking_when_dropped(&log);
        let d: Deferred<usize, (Cancelled,)> = d.uncancellable();
        d.cancel();
        let watch = unhandled::watch();
        assert!(panics(|| drop(resolver)));
        assert_eq!(log.taken(), ["canceller", "finally", "dropped"]);
        assert_eq!(watch.finish().len(), 1);
    }

    #[test]
    fn a_finally_that_fails_is_reported_where_the_drop_of_the_value_panics() {
        struct Value;
        impl Drop for Value {
            fn drop(&mut self) {
                panic!("the drop of a value");
            }
        }

        let watch = unhandled::watch();
        let (resolver, d) = pending();
        let d = d.map(|_| Value).finally(|| Err::<(), _>(Cancelled));
        assert!(panics(|| resolver.succeed(1)));
        drop(d);
        assert_eq!(watch.finish().len(), 1);
    }

    #[test]
    fn a_value_goes_on_or_is_dropped_where_the_drop_of_a_handler_panics() {
        struct Value(Log);
        impl Drop for Value {
            fn drop(&mut self) {
                self.0.note("dropped");
            }
        }

        let (log, handler) = (Log::default(), OnDrop(|| panic!("the drop of a handler")));
        let dropped = log.clone();
        let (resolver, d) = pending();
        let d = d.map(move |_| Value(dropped)).catch(move |_: Cancelled| {
            let _handler = &handler;
            Value(Log::default())
        });
        assert!(panics(|| resolver.succeed(1)));
        drop(d);
        assert_eq!(log.taken(), ["dropped"]);
    }
}
