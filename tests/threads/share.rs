//! `share`: one result, and takers on several threads.

use crate::meeting::{ROUNDS, at_once, crosses, elsewhere, job, reports_of};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::threads::{self, Shared};
use deferred::{Cancelled, chain, unhandled};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Down;

fn may_be_asked_anywhere<X: Send + Sync>(_: &X) {}

#[test]
fn takers_on_other_threads_run_where_the_result_comes() {
    let (resolver, d) = threads::pending::<u32, ()>();
    let shared: Shared<u32> = d.share();
    may_be_asked_anywhere(&shared);
    let taker = || {
        let shared = shared.clone();
        thread::spawn(move || chain! { shared.get(); then |n| (n, thread::current().id()) }).join().unwrap()
    };
    let (first, second) = (taker(), taker());
    let firing = thread::spawn(move || resolver.succeed(7));
    let id = firing.thread().id();
    firing.join().unwrap();
    assert_eq!((success_result_of(first), success_result_of(second)), ((7, id), (7, id)));
    let late = chain! { shared.get(); then |n| (n, thread::current().id()) };
    assert_eq!(success_result_of(late), (7, thread::current().id()));
}

#[test]
fn whoever_asks_while_it_comes_is_served() {
    for _ in 0..ROUNDS {
        let (resolver, d) = threads::pending::<String, ()>();
        let shared = d.share();
        let lengths = Arc::new(AtomicUsize::new(0));
        let ask = || {
            let (shared, lengths) = (shared.clone(), lengths.clone());
            job(move || {
                let note = move |text: String| lengths.fetch_add(text.len(), Ordering::SeqCst);
                shared.get().map(note).map(drop::<usize>).detach();
            })
        };
        at_once(vec![job(move || resolver.succeed("four".into())), ask(), ask()]);
        assert_eq!(lengths.load(Ordering::SeqCst), 8);
    }
}

/// Its clone asks for another, and may be made on several threads at once.
struct Nosy(Arc<Mutex<Option<Shared<Nosy>>>>);

impl Clone for Nosy {
    fn clone(&self) -> Self {
        let shared = self.0.lock().unwrap().take();
        if let Some(shared) = shared {
            drop(success_result_of(shared.get()));
        }
        Nosy(self.0.clone())
    }
}

#[test]
fn nothing_is_held_while_a_value_is_cloned() {
    let (resolver, d) = threads::pending::<Nosy, ()>();
    let shared = d.share();
    let place = Arc::new(Mutex::new(Some(shared.clone())));
    let taker = shared.get();
    let fired = place.clone();
    elsewhere(move || resolver.succeed(Nosy(fired)));
    assert!(place.lock().unwrap().is_none(), "it was cloned");
    drop((success_result_of(taker), success_result_of(shared.get())));
}

#[test]
fn a_failure_that_a_taker_elsewhere_has_is_not_reported_and_one_that_nobody_has_is_once() {
    let watch = unhandled::watch();
    let (resolver, d) = threads::pending::<u32, (Down,)>();
    let shared = d.share();
    let other = shared.clone();
    let taker = thread::spawn(move || other.get().catch(|_: Down| 0)).join().unwrap();
    elsewhere(move || resolver.fail(Down));
    assert_eq!(success_result_of(taker), 0);
    assert_eq!(failure_result_of(shared.get()).only(), Down);
    drop(shared);
    watch.assert_nothing();

    let (resolver, d) = threads::pending::<u32, (Down,)>();
    let shared = d.share();
    resolver.fail(Down);
    let (shared, other) = (shared.clone(), shared);
    assert_eq!(reports_of(vec![job(move || drop(shared)), job(move || drop(other))]).len(), 1);
}

#[test]
fn a_taker_that_is_cancelled_elsewhere_disturbs_nobody() {
    let watch = unhandled::watch();
    for _ in 0..ROUNDS {
        let (resolver, d) = threads::pending::<u32, (Cancelled,)>();
        let shared = crosses(d.share());
        let (ends, waits) = (shared.get(), shared.get());
        let stop = ends.cancel_handle();
        at_once(vec![job(move || resolver.succeed(7)), job(move || stop.cancel())]);
        assert!(matches!(success_result_of(chain! { ends; catch |_: Cancelled| 0 }), 0 | 7));
        assert_eq!(success_result_of(waits), 7);
    }
    watch.assert_nothing();
}

#[test]
fn what_is_abandoned_elsewhere_abandons_every_taker() {
    let watch = unhandled::watch();
    let (resolver, d) = threads::pending::<u32, ()>();
    let shared = d.share();
    let early = shared.get();
    assert_eq!(reports_of(vec![job(move || drop(resolver))]).len(), 1);
    for taker in [early, shared.get()] {
        assert_eq!(format!("{taker:?}"), "Deferred(abandoned)");
    }
    drop(shared);
    watch.assert_nothing();
}
