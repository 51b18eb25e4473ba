//! A loop whose calls come on other threads than those that stop it.

use crate::gong::Gong;
use crate::meeting::{elsewhere, job, meet};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::threads::{self, AnyThread, Deferred, LoopHandle, Resolver};
use deferred::{Cancelled, Clock, Outcome, Timer};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

#[derive(Debug, PartialEq)]
struct Enough(usize);

type Done = Deferred<(), (Cancelled, Enough)>;

/// A loop that counts its calls, of which the first is to come.
fn counting(gong: &Gong) -> (LoopHandle, Done, Arc<AtomicUsize>) {
    let looping = threads::looping_call(gong.clone(), SECOND).after_an_interval();
    let (handle, calls) = (looping.handle(), Arc::new(AtomicUsize::new(0)));
    let count = calls.clone();
    let done = looping.start(move || {
        count.fetch_add(1, Ordering::SeqCst);
    });
    (handle, done, calls)
}

#[test]
fn it_calls_on_the_clocks_thread_until_it_is_stopped_elsewhere() {
    let gong = Gong::default();
    let looping = threads::looping_call(gong.clone(), SECOND);
    let (handle, (said, heard)) = (looping.handle(), mpsc::channel());
    let done: Done = looping.start(move || said.send(thread::current().id()).unwrap());
    let done = assert_no_result(done);
    assert_eq!(heard.try_recv(), Ok(thread::current().id()), "the first comes at once");
    gong.strike();
    assert_ne!(heard.try_recv().unwrap(), thread::current().id());
    gong.strike();
    heard.try_recv().unwrap();
    assert!(handle.is_running());
    let stop = handle.clone();
    elsewhere(move || stop.stop());
    assert!(!handle.is_running());
    success_result_of(done);
    assert_eq!(gong.len(), 0);
    assert!(heard.recv().is_err(), "the function is gone");
}

#[test]
fn it_goes_on_where_what_it_waits_for_ends() {
    let gong = Gong::default();
    let (begun, resolvers) = mpsc::channel::<Resolver<(), (Cancelled,)>>();
    let done: Done = threads::looping_call(gong.clone(), SECOND).start(move || {
        let (resolver, d) = threads::pending();
        begun.send(resolver).unwrap();
        d
    });
    let done = assert_no_result(done);
    assert_eq!(gong.len(), 0, "no call comes before that");
    let first = resolvers.recv().unwrap();
    elsewhere(move || first.succeed(()));
    assert_eq!(gong.len(), 1);
    gong.strike();
    let second = resolvers.recv().unwrap();
    let stop = done.cancel_handle();
    elsewhere(move || stop.cancel());
    assert!(second.is_cancelled());
    assert!(failure_result_of(done).is::<Cancelled>());
    assert_eq!(gong.len(), 0);
}

#[test]
fn a_failure_ends_it_on_the_clocks_thread() {
    let gong = Gong::default();
    let mut left = 3;
    let done: Done = threads::looping_call(gong.clone(), SECOND).start(move || {
        left -= 1;
        if left == 0 { Err(Enough(3)) } else { Ok(()) }
    });
    let done = done.both(|outcome| threads::succeed((outcome.is_err(), thread::current().id())));
    gong.strike();
    let done = assert_no_result(done);
    gong.strike();
    let (has_failed, on) = success_result_of(done);
    assert!(has_failed && on != thread::current().id());
    assert_eq!(gong.len(), 0);
}

#[test]
fn it_counts_what_has_passed_on_the_clocks_thread() {
    let gong = Gong::default();
    let (said, counts) = mpsc::channel();
    let looping = threads::looping_call(gong.clone(), SECOND);
    let done: Done = looping.start_with_count(move |count| said.send(count).unwrap());
    gong.strike_at(3 * SECOND);
    gong.strike_at(4 * SECOND);
    done.cancel();
    assert!(failure_result_of(done).is::<Cancelled>());
    assert_eq!(counts.iter().collect::<Vec<_>>(), [1, 3, 1]);
}

#[test]
fn a_stop_that_meets_a_call_ends_it_once_and_no_call_is_left() {
    let (begun, ended) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let mut before = None::<Gong>;
    meet(|| {
        begun.fetch_add(1, Ordering::SeqCst);
        let gong = Gong::default();
        let (handle, done, calls) = counting(&gong);
        let (call, ended) = (gong.take_call(), ended.clone());
        let end = move |outcome: Outcome<_, _>| {
            assert!(outcome.is_ok() && calls.load(Ordering::SeqCst) <= 1);
            ended.fetch_add(1, Ordering::SeqCst);
            threads::succeed(())
        };
        done.both(end).detach();
        assert_eq!(before.replace(gong).map_or(0, |gong| gong.len()), 0);
        (call, job(move || handle.stop()))
    });
    assert_eq!(ended.load(Ordering::SeqCst), begun.load(Ordering::SeqCst));
}

#[test]
fn a_reset_that_meets_a_call_leaves_one_call_to_come() {
    let mut before: Option<(Gong, Done)> = None;
    let mut check = |next: Option<(Gong, Done)>| {
        if let Some((gong, done)) = std::mem::replace(&mut before, next) {
            assert_eq!(gong.len(), 1);
            assert!(failure_of_cancelled(done));
        }
    };
    meet(|| {
        let gong = Gong::default();
        let (handle, done, _) = counting(&gong);
        let call = gong.take_call();
        check(Some((gong, done)));
        (call, job(move || handle.reset()))
    });
    check(None);
}

fn failure_of_cancelled(done: Done) -> bool {
    done.cancel();
    failure_result_of(done).is::<Cancelled>()
}

/// Calls on a thread of its own, before it has said that it will.
#[derive(Clone, Default)]
struct Hasty;

impl Clock<AnyThread> for Hasty {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn call_later(&self, _: Duration, call: Box<dyn FnOnce() + Send>) -> Timer<AnyThread> {
        let (begun, wait) = mpsc::channel();
        thread::spawn(move || {
            begun.send(()).unwrap();
            call();
        });
        wait.recv().unwrap();
        thread::yield_now();
        Timer::new(|| ())
    }
}

/// Makes its first call on another thread, before it has said that it will. The others are its gong's.
struct Eager<F> {
    gong: Gong,
    before: Mutex<Option<F>>,
}

impl<F: FnOnce()> Clock<AnyThread> for Eager<F> {
    fn now(&self) -> Duration {
        self.gong.now()
    }

    fn call_later(&self, delay: Duration, call: Box<dyn FnOnce() + Send>) -> Timer<AnyThread> {
        let before = self.before.lock().unwrap().take();
        let Some(before) = before else { return self.gong.call_later(delay, call) };
        before();
        elsewhere(call);
        Timer::new(|| ())
    }
}

/// A loop on a clock that does that before its first call, and how often it has called.
fn eager(gong: &Gong, before: impl FnOnce(LoopHandle) + Send + 'static) -> (Done, Arc<AtomicUsize>) {
    let (said, handle) = mpsc::channel();
    let before = Mutex::new(Some(move || before(handle.recv().unwrap())));
    let looping = threads::looping_call(Eager { gong: gong.clone(), before }, SECOND);
    said.send(looping.handle()).unwrap();
    let calls = Arc::new(AtomicUsize::new(0));
    let count = calls.clone();
    let done = looping.start(move || {
        count.fetch_add(1, Ordering::SeqCst);
    });
    (done, calls)
}

#[test]
fn a_timer_that_comes_after_its_call_is_not_kept() {
    let gong = Gong::default();
    let (done, calls) = eager(&gong, drop);
    assert_eq!(calls.load(Ordering::SeqCst), 2);
    assert_eq!(gong.len(), 1, "the next is to come");
    gong.strike();
    assert_eq!(calls.load(Ordering::SeqCst), 3);
    assert!(failure_of_cancelled(done));
    assert_eq!(gong.len(), 0);
}

#[test]
fn nothing_is_called_after_a_stop_while_the_clock_is_asked() {
    let gong = Gong::default();
    let (done, calls) = eager(&gong, |handle| handle.stop());
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    success_result_of(done);
    assert_eq!(gong.len(), 0);
}

#[test]
fn a_call_that_was_taken_away_too_late_begins_no_turn() {
    let gong = Gong::default();
    let (handle, done, calls) = counting(&gong);
    let on_its_way = gong.take_call();
    elsewhere(move || handle.reset());
    assert_eq!(gong.len(), 1);
    on_its_way();
    assert_eq!((calls.load(Ordering::SeqCst), gong.len()), (0, 1));
    gong.strike();
    assert_eq!((calls.load(Ordering::SeqCst), gong.len()), (1, 1));
    assert!(failure_of_cancelled(done));
}

#[test]
fn no_turn_is_lost_where_calls_come_before_their_timers() {
    const TURNS: usize = if cfg!(miri) { 5 } else { 500 };
    let (ended, end) = mpsc::channel();
    let mut turn = 0;
    let done: Done = threads::looping_call(Hasty, SECOND).start(move || {
        turn += 1;
        if turn == TURNS { Err(Enough(turn)) } else { Ok(()) }
    });
    let tell = move |outcome: Outcome<_, _>| {
        ended.send(outcome.unwrap_err()).unwrap();
        threads::succeed(())
    };
    done.both(tell).detach();
    let failure = end.recv().unwrap();
    assert_eq!(failure.check(), Some(&Enough(TURNS)));
}

#[test]
fn a_stop_that_meets_the_start_ends_it_or_comes_too_early() {
    let (begun, ended) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let stop_late = |handle: Option<LoopHandle>| handle.into_iter().for_each(|handle| handle.stop());
    let mut before = None;
    meet(|| {
        begun.fetch_add(1, Ordering::SeqCst);
        let looping = threads::looping_call(Gong::default(), SECOND);
        let (handle, ended) = (looping.handle(), ended.clone());
        stop_late(before.replace(handle.clone()));
        let start = move || {
            let done: Done = looping.start(|| ());
            let end = move |outcome: Outcome<_, _>| {
                assert!(outcome.is_ok());
                ended.fetch_add(1, Ordering::SeqCst);
                threads::succeed(())
            };
            done.both(end).detach();
        };
        (job(start), job(move || handle.stop()))
    });
    stop_late(before);
    assert_eq!(ended.load(Ordering::SeqCst), begun.load(Ordering::SeqCst));
}
