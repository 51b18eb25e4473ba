//! APIs that call back: a resolver through a pointer, and an operation that is begun with its resolver.

#![allow(unsafe_code, reason = "a C library would be handed the same")]

use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, Resolver, chain, threads, unhandled};
use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

#[derive(Debug, PartialEq)]
struct Failed(i32);

type Answer = Deferred<String, (Failed,)>;
type Elsewhere = threads::Deferred<String, (Failed,)>;

extern "C" fn done(user_data: *mut c_void, status: i32) {
    // SAFETY: the word is that of an `Answer`'s resolver, and this is called once with it.
    let resolver = unsafe { Resolver::from_raw::<Answer>(user_data) };
    match status {
        0 => resolver.succeed("done".into()),
        status => resolver.fail(Failed(status)),
    }
}

#[test]
fn a_resolver_goes_through_a_pointer() {
    for (status, expected) in [(0, Ok("done".to_owned())), (7, Err(Failed(7)))] {
        let (resolver, answer) = Answer::pending();
        let answer =
            chain! { answer; both |outcome| outcome.map_err(|failure| failure.only()).map_or_else(Err, Ok) };
        let user_data = resolver.into_raw::<Answer>();
        assert!(!answer.is_ready());
        done(user_data, status);
        assert_eq!(answer.try_outcome().unwrap().map_err(|failure| failure.only()), expected);
    }
}

#[test]
fn one_that_crosses_threads_comes_back_on_another() {
    struct Word(*mut c_void);
    // SAFETY: what it points to is fired on any thread.
    unsafe impl Send for Word {}
    let (resolver, answer) = threads::pending::<String, (Failed,)>();
    let word = Word(resolver.into_raw::<Elsewhere>());
    let firing = move || {
        let word = word;
        // SAFETY: the word is that of an `Elsewhere`'s resolver, and comes back once.
        unsafe { Resolver::from_raw::<Elsewhere>(word.0) }.succeed("over there".into());
    };
    thread::spawn(firing).join().unwrap();
    assert_eq!(success_result_of(answer.catch(|failed: Failed| format!("{failed:?}"))), "over there");
}

#[test]
fn one_that_comes_back_and_is_dropped_is_abandoned() {
    let watch = unhandled::watch();
    let (resolver, answer) = Answer::pending();
    let answer = answer.map(|text| text.len());
    let word = resolver.into_raw::<Answer>();
    // SAFETY: as above.
    drop(unsafe { Resolver::from_raw::<Answer>(word) });
    assert_eq!(watch.finish().len(), 1);
    drop(answer);
}

#[test]
fn a_canceller_has_what_beginning_gave() {
    let cancelled = Rc::new(Cell::new(None));
    let (says, kept) = (cancelled.clone(), Rc::new(RefCell::new(None)));
    let keeps = kept.clone();
    let page: Deferred<String, (Cancelled,)> = Deferred::begun(move |resolver| {
        keeps.replace(Some(resolver));
        let request = 7;
        move || says.set(Some(request))
    });
    page.cancel();
    assert_eq!(cancelled.get(), Some(7));
    assert!(failure_result_of(page).is::<Cancelled>());
}

#[test]
fn a_canceller_goes_as_soon_as_the_resolver_fires() {
    let held = Rc::new(());
    let (holds, kept) = (held.clone(), Rc::new(RefCell::new(None::<Resolver<u32, (Cancelled,)>>)));
    let keeps = kept.clone();
    let d: Deferred<u32, (Cancelled,)> = Deferred::begun(move |resolver| {
        keeps.replace(Some(resolver));
        move || drop(holds)
    });
    assert_eq!(Rc::strong_count(&held), 2);
    kept.take().unwrap().succeed(1);
    assert_eq!(Rc::strong_count(&held), 1);
    assert_eq!(success_result_of(d.catch(|_: Cancelled| 0)), 1);
}

#[test]
fn one_that_is_fired_while_it_begins_has_no_canceller() {
    let held = Rc::new(());
    let holds = held.clone();
    let d: Deferred<u32, (Cancelled,)> = Deferred::begun(move |resolver| {
        resolver.succeed(1);
        move || drop(holds)
    });
    assert_eq!(Rc::strong_count(&held), 1);
    d.cancel();
    assert_eq!(success_result_of(d.catch(|_: Cancelled| 0)), 1);
}

#[test]
fn across_threads_it_is_the_same() {
    let cancelled = Arc::new(AtomicUsize::new(0));
    let says = cancelled.clone();
    let kept = Arc::new(std::sync::Mutex::new(None));
    let keeps = kept.clone();
    let d: threads::Deferred<u32, (Cancelled,)> = threads::begun(move |resolver| {
        *keeps.lock().unwrap() = Some(resolver);
        move || {
            says.fetch_add(1, Ordering::Relaxed);
        }
    });
    let stop = d.cancel_handle();
    thread::spawn(move || stop.cancel()).join().unwrap();
    assert_eq!(cancelled.load(Ordering::Relaxed), 1);
    assert!(failure_result_of(d).is::<Cancelled>());
}
