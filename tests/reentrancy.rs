//! Callbacks that fire, drop and chain the Deferreds that are being fired: nothing is corrupted, run twice or lost.

use deferred::testing::success_result_of;
use deferred::{Deferred, Resolver, chain, succeed, unhandled};
use std::cell::RefCell;
use std::rc::Rc;

type Log = Rc<RefCell<Vec<String>>>;
type Shared<T> = Rc<RefCell<Option<T>>>;

fn shared<T>(value: Option<T>) -> Shared<T> {
    Rc::new(RefCell::new(value))
}

fn note(log: &Log, text: impl Into<String>) {
    log.borrow_mut().push(text.into());
}

/// Case 4 of the edge cases.
#[test]
fn firing_another_one_inside_a_callback_nests() {
    let log = Log::default();
    let (first, d1) = Deferred::<()>::pending();
    let (second, d2) = Deferred::<()>::pending();
    let (a, b, c) = (log.clone(), log.clone(), log.clone());
    chain! {
        d1;
        then move |()| { note(&a, "d1a"); second.succeed(()); },
        then move |()| note(&b, "d1b"),
    }
    .detach();
    chain! { d2; then move |()| note(&c, "d2a") }.detach();
    first.succeed(());
    assert_eq!(*log.borrow(), ["d1a", "d2a", "d1b"]);
}

#[test]
fn a_chain_that_is_being_fired_can_be_chained_on() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (first, d) = Deferred::<i32>::pending();
    let rest = shared(None::<Deferred<i32>>);
    let (inside, seen) = (rest.clone(), log.clone());
    let d = chain! {
        d;
        then move |n| {
            let running = inside.borrow_mut().take().expect("it was put there");
            let seen = seen.clone();
            chain! { running; then move |n: i32| note(&seen, format!("after {n}")) }.detach();
            n + 1
        },
    };
    *rest.borrow_mut() = Some(d);
    first.succeed(1);
    assert_eq!(*log.borrow(), ["after 2"]);
    watch.assert_nothing();
}

#[test]
fn a_chain_that_is_being_fired_can_be_dropped() {
    let watch = unhandled::watch();
    let (first, d) = Deferred::<i32>::pending();
    let own = shared(None::<Deferred<i32>>);
    let inside = own.clone();
    let d = chain! { d; then move |n| { drop(inside.borrow_mut().take()); n } };
    *own.borrow_mut() = Some(d);
    first.succeed(1);
    assert!(own.borrow().is_none());
    watch.assert_nothing();
}

#[test]
fn a_failure_of_a_chain_dropped_by_its_own_callback_is_reported_once() {
    let watch = unhandled::watch();
    let (first, d) = Deferred::<i32>::pending();
    let own = shared(None::<Deferred<i32, (&str,)>>);
    let inside = own.clone();
    let d = chain! { d; then move |_| { drop(inside.borrow_mut().take()); Err::<i32, _>("too late") } };
    *own.borrow_mut() = Some(d);
    first.succeed(1);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn a_callback_can_return_a_deferred_that_it_fires_itself() {
    let (first, d) = Deferred::<i32>::pending();
    let d = chain! {
        d;
        then |n| {
            let (inner, waiting) = Deferred::<i32>::pending();
            inner.succeed(n * 10);
            waiting
        },
        then |n| n + 1,
    };
    first.succeed(4);
    assert_eq!(success_result_of(d), 41);
}

#[test]
fn the_inner_one_may_be_fired_by_what_runs_after_it_was_returned() {
    let inner = shared(None::<Resolver<i32>>);
    let put = inner.clone();
    let (first, d) = Deferred::<i32>::pending();
    let d = chain! {
        d;
        then move |n| {
            let (resolver, waiting) = Deferred::<i32>::pending();
            *put.borrow_mut() = Some(resolver);
            chain! { waiting; then move |m| m + n }
        },
        then |n| n * 2,
    };
    first.succeed(1);
    let resolver = inner.borrow_mut().take().expect("the callback ran");
    resolver.succeed(20);
    assert_eq!(success_result_of(d), 42);
}

/// Case 14: with safe moves this cannot be written; through a shared cell it can, and it is abandoned, not a leak that hangs.
#[test]
fn a_deferred_that_waits_for_itself_is_reported() {
    let watch = unhandled::watch();
    let (first, d) = Deferred::<i32>::pending();
    let own = shared(None::<Deferred<i32>>);
    let inside = own.clone();
    let d = chain! { d; then move |_| inside.borrow_mut().take().expect("it was put there") };
    *own.borrow_mut() = Some(d);
    first.succeed(1);
    let reports = watch.finish();
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert!(reports[0].contains("abandoned"), "{reports:?}");
}

/// Dropping the resolver drops a callback, which fires another chain while the first is being torn down.
#[test]
fn what_is_dropped_may_fire_others() {
    struct FiresWhenDropped(Option<Resolver<&'static str>>);
    impl Drop for FiresWhenDropped {
        fn drop(&mut self) {
            self.0.take().expect("dropped once").succeed("from a drop");
        }
    }

    let watch = unhandled::watch();
    let (other, d) = Deferred::pending();
    let other = FiresWhenDropped(Some(other));
    let (first, abandoned) = Deferred::<()>::pending();
    let abandoned = chain! { abandoned; then move |()| drop(other) };
    drop(first);
    assert_eq!(success_result_of(d), "from a drop");
    drop(abandoned);
    assert_eq!(watch.finish().len(), 1);
}

/// Attaching to a chain while its callbacks are being torn down: the new ones are torn down as well.
#[test]
fn chaining_on_one_that_is_being_abandoned_loses_no_finally() {
    struct ChainsWhenDropped(Shared<Deferred<i32>>, Log);
    impl Drop for ChainsWhenDropped {
        fn drop(&mut self) {
            let Some(d) = self.0.borrow_mut().take() else { return };
            let log = self.1.clone();
            chain! { d; finally move || note(&log, "closed") }.detach();
        }
    }

    let watch = unhandled::watch();
    let log = Log::default();
    let (first, d) = Deferred::<i32>::pending();
    let own = shared(None::<Deferred<i32>>);
    let held = ChainsWhenDropped(own.clone(), log.clone());
    let d = chain! { d; then move |n| { drop(held); n } };
    *own.borrow_mut() = Some(d);
    drop(first);
    assert_eq!(*log.borrow(), ["closed"]);
    assert_eq!(watch.finish().len(), 1);
}

/// Past the trampoline's limit what is fired has to wait; the order among what waits is kept, and all of it runs.
#[test]
fn deep_nesting_runs_everything_once() {
    fn level(log: Log, depth: usize) -> Deferred<usize> {
        if depth == 0 {
            return succeed(0);
        }
        let (resolver, d) = Deferred::<()>::pending();
        let deeper = log.clone();
        let d = chain! {
            d;
            then move |()| level(deeper, depth - 1),
            then |n| n + 1,
        };
        resolver.succeed(());
        note(&log, depth.to_string());
        d
    }

    let log = Log::default();
    let d = level(log.clone(), 1_000);
    assert_eq!(success_result_of(d), 1_000);
    let mut seen: Vec<usize> = log.borrow().iter().map(|text| text.parse().expect("a depth")).collect();
    seen.sort_unstable();
    assert_eq!(seen, (1..=1_000).collect::<Vec<_>>());
}

/// Takes each result where it makes it, as a test does.
fn taking(n: u32) -> u32 {
    success_result_of(succeed(n).then(|n| succeed(if n == 0 { 0 } else { taking(n - 1) + 1 })))
}

/// How many levels that are is up to the stack: see the trampoline.
#[test]
#[cfg_attr(miri, ignore = "what is on the stack has any address there, so the stack cannot be measured")]
fn what_is_attached_to_a_ready_deferred_runs_at_once_beyond_64_levels() {
    assert_eq!(taking(72), 72);
}
