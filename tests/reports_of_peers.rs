//! Situations from public reports against libraries of this kind, each with what is right. Where they come from, docs/trust.md says.

#![allow(clippy::unit_arg, reason = "a callback that gives nothing gives what it calls")]

#[path = "common/mod.rs"]
mod common;

use common::taken_by;
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::threads::{self, Executor, Inbox, Job};
use deferred::{
    Cancelled, Clock, Deferred, LoopingCall, PutError, Queue, Resolver, Semaphore, TestClock, TimedOut,
    Timer, chain, defer_later, gather, iterate, join, later, list, members, race, succeed, unhandled, window,
    windowed,
};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::ops::ControlFlow::{Break, Continue};
use std::rc::Rc;
use std::sync::mpsc;
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

type Stoppable = Deferred<u32, (Cancelled,)>;

#[test]
fn what_arrives_at_the_queue_that_was_not_chosen_is_there_for_the_next_choice() {
    let (left, right) = (Queue::new(), Queue::new());
    left.put("one").unwrap();
    right.put("two").unwrap();
    let mut received = Vec::new();
    while received.len() < 2 {
        let (_, item) = success_result_of(race([left.get(), right.get()]));
        received.push(item.accept());
    }
    received.sort_unstable();
    assert_eq!(received, ["one", "two"]);
}

#[test]
fn a_taker_that_is_cancelled_between_the_put_and_its_turn_loses_no_item() {
    let queue = Queue::new();
    let taker = queue.get();
    queue.put("job").unwrap();
    taker.cancel();
    drop(taker);
    assert_eq!(success_result_of(queue.get()).accept(), "job");
}

#[test]
fn what_finds_no_place_comes_back_to_whoever_put_it() {
    let full = Queue::new().with_size(1);
    full.put(String::from("first")).unwrap();
    let PutError::Overflow(back) = full.put(String::from("second")).unwrap_err() else {
        unreachable!("it is open")
    };
    assert_eq!(back, "second");
}

#[test]
fn a_command_that_was_cancelled_takes_its_own_reply_and_not_the_next_ones() {
    // Replies come in the order of the commands, whoever still waits for them.
    let line: Rc<RefCell<VecDeque<Resolver<&str, (Cancelled,)>>>> = Rc::default();
    let command = || {
        let (resolver, reply) = Deferred::pending();
        line.borrow_mut().push_back(resolver);
        reply
    };
    let (first, second) = (command(), command());
    first.cancel();
    for reply in ["time", "value"] {
        let next = line.borrow_mut().pop_front().unwrap();
        next.succeed(reply);
    }
    assert!(failure_result_of(first).is::<Cancelled>());
    assert_eq!(success_result_of(second), "value");
}

#[test]
fn work_that_waits_for_a_thread_is_not_done_once_it_is_cancelled() {
    let (jobs, pool) = mpsc::channel::<Job>();
    let (start, started) = threads::pending::<(), (Cancelled,)>();
    let done = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let does = done.clone();
    let work = chain! {
        started.via(move |job| jobs.send(job).unwrap());
        then move |()| does.store(true, std::sync::atomic::Ordering::SeqCst),
    };
    start.succeed(());
    work.cancel();
    pool.iter().for_each(|job| job());
    assert!(failure_result_of(work).is::<Cancelled>());
    assert!(!done.load(std::sync::atomic::Ordering::SeqCst));
}

#[test]
#[should_panic = "a window of 0 lets nothing through"]
fn a_window_of_nothing_is_refused_where_it_is_made_and_does_not_hang() {
    drop(windowed(0, 0..3, succeed::<u32>));
}

#[test]
fn work_under_way_goes_on_while_what_takes_its_values_is_busy() {
    // Each piece of work holds a token while it runs; so does what takes the values. Nobody has to poll for either.
    let (clock, tokens) = (TestClock::new(), Semaphore::new(2));
    let (timer, held, taken) = (clock.clone(), tokens.clone(), Rc::new(Cell::new(0)));
    let (takes, waits) = (taken.clone(), tokens.clone());
    let all: Deferred<(), (Cancelled,)> = window(2, 0..6u32, move |n| {
        let timer = timer.clone();
        held.run(move || later(&timer, SECOND).map(move |()| n))
    })
    .for_each(move |_, n| {
        let takes = takes.clone();
        let one: Deferred<(), (Cancelled,)> = waits.run(move || succeed(takes.set(takes.get() + n)));
        one.catch(|_: Cancelled| ()).detach();
    });
    clock.pump([SECOND; 8]);
    success_result_of(all);
    assert_eq!((taken.get(), tokens.free()), (15, 2));
}

#[test]
fn a_cancel_goes_to_what_a_callback_gave() {
    let stopped = Rc::new(Cell::new(false));
    let stops = stopped.clone();
    let (_resolver, inner) = Stoppable::cancellable(move || stops.set(true));
    let d = chain! { succeed(()); then move |()| inner };
    d.cancel();
    assert!(stopped.get());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_cancel_of_what_was_collected_goes_to_each() {
    let stopped = Rc::new(Cell::new(0));
    let member = || {
        let stops = stopped.clone();
        Stoppable::cancellable(move || stops.set(stops.get() + 1))
    };
    let (_resolvers, both): (Vec<_>, Vec<_>) = (0..2).map(|_| member()).unzip();
    let all = gather(both);
    all.cancel();
    assert_eq!(stopped.get(), 2);
    assert!(failure_result_of(all).is::<Cancelled>());
    let ((_a, a), (_b, b)) = (member(), member());
    let all = join!(a, b);
    all.cancel();
    assert_eq!(stopped.get(), 4);
    assert!(failure_result_of(all).is::<Cancelled>());
}

#[test]
fn a_token_outlives_the_semaphore_and_goes_to_who_waits() {
    let tokens = Semaphore::new(1);
    let held = success_result_of(tokens.acquire());
    let waits = assert_no_result(tokens.acquire());
    drop(tokens);
    drop(held);
    drop(success_result_of(waits));
}

#[test]
fn racing_with_what_rarely_comes_again_and_again_takes_no_memory() {
    let (_never, shutdown) = Stoppable::pending();
    let shutdown = shutdown.share();
    let ((), taken) = taken_by(|| {
        for n in 0..100_000 {
            let (resolver, request) = Stoppable::pending();
            let first = race([shutdown.get(), request]);
            resolver.succeed(n);
            assert_eq!(success_result_of(first), (1, n));
        }
    });
    assert!(taken.peak < 16 * 1024, "{taken:?}");
}

#[test]
fn a_loop_with_a_finally_in_each_step_takes_no_memory() {
    let clock = TestClock::new();
    let ended = Rc::new(Cell::new(0));
    let (timer, count) = (clock.clone().weak(), ended.clone());
    let (d, taken) = taken_by(|| {
        let d = iterate(0, move |n| {
            let count = count.clone();
            chain! {
                later(&timer, SECOND);
                then move |()| if n == 20_000 { Break(n) } else { Continue(n + 1) },
                finally move || count.set(count.get() + 1),
            }
        });
        for _ in 0..=20_000 {
            clock.advance(SECOND);
        }
        d
    });
    assert_eq!((success_result_of(d), ended.get()), (20_000, 20_001));
    assert!(taken.peak < 16 * 1024, "{taken:?}");
}

#[test]
fn a_loop_that_is_stopped_and_begun_again_while_it_waits_ends_each_of_the_two_once() {
    let clock = TestClock::new();
    let waiting: Rc<RefCell<Vec<Resolver<()>>>> = Rc::default();
    let begin = || {
        let waits = waiting.clone();
        let looping = LoopingCall::new(clock.clone(), SECOND);
        let handle = looping.handle();
        let done: Deferred<(), (Cancelled,)> = looping.start(move || {
            let (resolver, d) = Deferred::pending();
            waits.borrow_mut().push(resolver);
            d
        });
        (handle, done)
    };
    let (first, first_done) = begin();
    first.stop();
    let (second, second_done) = begin();
    second.stop();
    let (first_done, second_done) = (assert_no_result(first_done), assert_no_result(second_done));
    let resolvers = waiting.take();
    resolvers.into_iter().rev().for_each(|resolver| resolver.succeed(()));
    success_result_of(first_done);
    success_result_of(second_done);
}

#[test]
fn a_loop_may_be_stopped_and_another_begun_from_within_its_function() {
    let clock = TestClock::new();
    let calls = Rc::new(RefCell::new(Vec::new()));
    let second: Rc<RefCell<Option<Deferred<(), (Cancelled,)>>>> = Rc::default();
    let looping = LoopingCall::new(clock.clone(), SECOND);
    let (handle, on, note, begun) = (looping.handle(), clock.clone().weak(), calls.clone(), second.clone());
    let first: Deferred<(), (Cancelled,)> = looping.start(move || {
        note.borrow_mut().push("first");
        handle.stop();
        let note = note.clone();
        let next = LoopingCall::new(on.clone(), SECOND).start(move || note.borrow_mut().push("second"));
        begun.replace(Some(next));
    });
    success_result_of(first);
    clock.pump([SECOND; 2]);
    assert_eq!(*calls.borrow(), ["first", "second", "second", "second"]);
    drop(second.take());
}

#[test]
fn a_counting_loop_is_never_told_that_nothing_has_passed() {
    /// Its timers come a tenth of a millisecond early, and late by turns.
    #[derive(Clone)]
    struct Inexact(TestClock, Rc<Cell<bool>>);
    impl Clock for Inexact {
        fn now(&self) -> Duration {
            self.0.now()
        }
        fn call_later(&self, delay: Duration, call: Box<dyn FnOnce()>) -> Timer {
            let off = Duration::from_micros(100);
            let is_early = self.1.replace(!self.1.get());
            self.0.call_later(if is_early { delay.saturating_sub(off) } else { delay + off }, call)
        }
    }
    let clock = Inexact(TestClock::new(), Rc::new(Cell::new(true)));
    let counts = Rc::new(RefCell::new(Vec::new()));
    let note = counts.clone();
    let looping = LoopingCall::new(clock.clone(), Duration::from_millis(20));
    let done: Deferred<(), (Cancelled,)> =
        looping.start_with_count(move |count| note.borrow_mut().push(count));
    clock.0.pump(vec![Duration::from_micros(50); 20_010]);
    assert_eq!(counts.borrow().iter().sum::<u64>(), 51);
    assert!(counts.borrow().iter().all(|&count| count == 1), "{counts:?}");
    drop(done);
}

#[test]
#[should_panic = "a loop without an interval?"]
fn a_test_clock_that_would_never_come_to_an_end_says_so() {
    fn again(clock: TestClock) -> Box<dyn FnOnce()> {
        Box::new(move || {
            let next = clock.clone();
            clock.call_later(Duration::ZERO, again(next)).detach();
        })
    }
    let clock = TestClock::new();
    clock.call_later(Duration::ZERO, again(clock.clone().weak())).detach();
    clock.advance(Duration::ZERO);
}

#[test]
fn a_list_cancels_what_a_member_that_has_fired_is_waiting_for() {
    let (source, fired) = Stoppable::pending();
    let (inner, waits) = Stoppable::pending();
    let member = chain! { fired; then move |_| waits };
    source.succeed(0);
    let all = list([member, succeed(1).raises_at_most()]);
    let stop: Deferred<_, (Cancelled,)> = all.raises_at_most();
    stop.cancel();
    assert!(inner.is_cancelled());
    assert!(success_result_of(stop)[0].is_err());
}

#[test]
fn a_call_that_was_to_come_later_does_not_come_once_it_is_cancelled() {
    let clock = TestClock::new();
    let called = Rc::new(Cell::new(false));
    let calls = called.clone();
    let d: Deferred<(), (Cancelled,)> = defer_later(&clock, SECOND, move || calls.set(true));
    d.cancel();
    clock.advance(SECOND);
    assert!(failure_result_of(d).is::<Cancelled>());
    assert!(!called.get() && clock.is_empty());
    assert_eq!(Rc::strong_count(&called), 1);
}

#[test]
fn whoever_stops_a_loop_learns_when_the_call_under_way_is_over() {
    let clock = TestClock::new();
    let looping = LoopingCall::new(clock.clone(), SECOND);
    let (handle, timer, saved) = (looping.handle(), clock.clone().weak(), Rc::new(Cell::new(0)));
    let saves = saved.clone();
    let done: Deferred<(), (Cancelled,)> = looping.start(move || {
        let saves = saves.clone();
        later(&timer, SECOND * 10).map(move |()| saves.set(saves.get() + 1))
    });
    handle.stop();
    let done = assert_no_result(done);
    clock.advance(SECOND * 10);
    success_result_of(done);
    assert_eq!(saved.get(), 1);
}

#[test]
fn a_timer_that_is_cancelled_lets_go_what_its_call_holds() {
    let clock = TestClock::new();
    let group = Rc::new(());
    let held = group.clone();
    let (connected, connecting) = Stoppable::pending();
    let connecting: Deferred<u32, (Cancelled,)> =
        connecting.timeout_with(&clock, SECOND * 60, move |outcome, _: TimedOut| {
            drop(held);
            outcome
        });
    connected.succeed(1);
    assert_eq!(Rc::strong_count(&group), 1);
    assert_eq!(success_result_of(connecting), 1);
    assert!(clock.is_empty());
}

#[test]
fn work_for_a_loop_that_is_closed_is_let_go_and_whoever_waits_is_told() {
    let watch = unhandled::watch();
    let inbox = Inbox::new();
    let mailbox = inbox.mailbox();
    drop(inbox);
    let held = std::sync::Arc::new(());
    let holds = held.clone();
    let (resolver, d) = threads::pending::<(), ()>();
    let d = chain! { d.via(mailbox.clone()); then move |()| drop(holds) };
    resolver.succeed(());
    assert_eq!(std::sync::Arc::strong_count(&held), 1);
    mailbox.execute(Box::new(|| unreachable!("nobody runs it")));
    assert_eq!(watch.finish().len(), 1);
    drop(d);
}

#[test]
fn what_ends_with_its_clock_may_ask_that_clock_for_another_call() {
    let clock = TestClock::new();
    let again = clock.clone().weak();
    let ended = Rc::new(Cell::new(0));
    let ends = ended.clone();
    let watch = unhandled::watch();
    let d = chain! {
        later(&clock, SECOND);
        finally move || {
            ends.set(ends.get() + 1);
            later(&again, SECOND).catch(|_: Cancelled| ()).detach();
        },
    };
    drop(clock);
    assert_eq!(ended.get(), 1);
    assert!(watch.finish().len() <= 2);
    drop(d);
}

#[test]
fn one_that_fails_among_many_ends_the_others_and_hides_none() {
    let watch = unhandled::watch();
    let log = Rc::new(RefCell::new(Vec::new()));
    let late = log.clone();
    let (bad, first) = Deferred::<u32, (Cancelled, &str)>::pending();
    let (_second, second) = Deferred::<u32, (Cancelled, &str)>::cancellable_with(|| Err("could not close"));
    let (_third, third) = Deferred::<u32, (Cancelled, &str)>::pending();
    let all = members([first, second, third])
        .late(move |index, failure| late.borrow_mut().push((index, *failure.check::<&str>().unwrap())))
        .cancel_rest()
        .gather();
    bad.fail("refused");
    assert_eq!(failure_result_of(all).check::<&str>(), Some(&"refused"));
    assert_eq!(*log.borrow(), [(1, "could not close")]);
    watch.assert_nothing();
}

#[test]
fn a_cancel_that_comes_while_the_value_is_on_its_way_is_not_swallowed() {
    let clock = TestClock::new();
    let (resolver, d) = Stoppable::pending();
    let (next, waits) = Stoppable::pending();
    let stop: Rc<RefCell<Option<deferred::CancelHandle>>> = Rc::default();
    let stops = stop.clone();
    let timed: Deferred<u32, (Cancelled, TimedOut)> = d.timeout(&clock, SECOND);
    let d = chain! {
        timed;
        inspect move |_| stops.take().unwrap().cancel(),
        then move |_| waits,
    };
    stop.replace(Some(d.cancel_handle()));
    resolver.succeed(1);
    assert!(next.is_cancelled());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_timeout_comes_when_what_it_cancelled_has_ended() {
    let clock = TestClock::new();
    let closing = Rc::new(Cell::new(false));
    let close = closing.clone();
    let (resolver, d) = Stoppable::forwarding(move || close.set(true));
    let timed: Deferred<u32, (Cancelled, TimedOut)> = d.timeout(&clock, SECOND);
    clock.advance(SECOND);
    assert!(closing.get());
    let timed = assert_no_result(timed);
    resolver.fail(Cancelled);
    assert!(failure_result_of(timed).is::<TimedOut>());
}

#[test]
fn one_taker_of_a_shared_result_that_goes_leaves_the_others_waiting_for_it() {
    let (resolver, d) = Stoppable::pending();
    let shared = d.share();
    let (first, second) = (shared.get(), shared.get());
    let (other, rival) = Stoppable::pending();
    let raced = race([first, rival]);
    other.succeed(11);
    assert_eq!(success_result_of(raced), (1, 11));
    resolver.succeed(42);
    assert_eq!(success_result_of(second), 42);
    assert_eq!(success_result_of(shared.get()), 42);
}

#[test]
fn whoever_waits_at_a_queue_that_is_given_up_learns_of_it() {
    let queue = Queue::<u32>::new();
    let waiting: Vec<_> = (0..3).map(|_| queue.get()).collect();
    queue.close();
    for d in waiting {
        assert!(failure_result_of(d).is::<deferred::QueueClosed>());
    }
}

#[test]
fn a_hundred_thousand_who_wait_for_a_lock_and_hold_it_shortly_use_no_stack() {
    let lock = deferred::Lock::new(0);
    let held = success_result_of(lock.acquire());
    let done: Vec<Deferred<(), (Cancelled,)>> =
        (0..100_000).map(|_| lock.run(|count| succeed(*count += 1))).collect();
    drop(held);
    done.into_iter().for_each(success_result_of);
    assert_eq!(*success_result_of(lock.acquire()), 100_000);
}

#[test]
fn who_is_handed_the_lock_and_goes_before_taking_it_hands_it_on() {
    let lock = deferred::Lock::new(());
    let held = success_result_of(lock.acquire());
    let (first, second) = (lock.acquire(), lock.acquire());
    drop(held);
    first.cancel();
    let second = assert_no_result(second);
    drop(first);
    drop(success_result_of(second));
    assert!(!lock.is_locked());
}

#[test]
fn who_was_cancelled_in_the_line_does_not_enter() {
    let lock = deferred::Lock::new(());
    let held = success_result_of(lock.acquire());
    let entered = Rc::new(Cell::new(0));
    let enter = |name: u32| -> Deferred<(), (Cancelled,)> {
        let entered = entered.clone();
        lock.run(move |()| succeed(entered.set(entered.get() * 10 + name)))
    };
    let (first, second, third) = (enter(1), enter(2), enter(3));
    first.cancel();
    third.cancel();
    drop(held);
    assert_eq!(entered.get(), 2);
    assert!(failure_result_of(first).is::<Cancelled>() && failure_result_of(third).is::<Cancelled>());
    success_result_of(second);
}

#[test]
fn a_loop_whose_process_slept_makes_one_call_and_not_a_burst() {
    let clock = TestClock::new();
    let calls = Rc::new(RefCell::new(Vec::new()));
    let (note, now) = (calls.clone(), clock.clone().weak());
    let looping = LoopingCall::new(clock.clone(), SECOND);
    let done: Deferred<(), (Cancelled,)> =
        looping.start(move || note.borrow_mut().push(now.now().as_millis()));
    clock.pump([1000, 3_600_500, 500, 1000].map(Duration::from_millis));
    assert_eq!(*calls.borrow(), [0, 1000, 3_601_500, 3_602_000, 3_603_000]);
    done.cancel();
}
