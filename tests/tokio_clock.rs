//! tokio's clock: the same things happen on it as on a test clock.

use deferred::{
    Abandoned, Cancelled, Clock, Deferred, LocalTokioClock, LoopingCall, TimedOut, TokioClock, chain,
    defer_later, later, threads,
};
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::yield_now;
use tokio::time::{Instant, advance};

#[derive(Debug)]
struct Down;

const SECOND: Duration = Duration::from_secs(1);

/// Lets the tasks run that are ready.
async fn settle() {
    for _ in 0..10 {
        yield_now().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_comes_when_its_time_has_come() {
    LocalTokioClock::run(async |clock| {
        later(&clock, 3 * SECOND).await.unwrap();
        assert_eq!(clock.now().as_secs(), 3);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_delay_begins_with_the_call() {
    LocalTokioClock::run(async |clock| {
        let called = Rc::new(Cell::new(false));
        let note = called.clone();
        let _timer = clock.call_later(2 * SECOND, Box::new(move || note.set(true)));
        advance(SECOND).await;
        settle().await;
        assert!(!called.get());
        advance(SECOND).await;
        settle().await;
        assert!(called.get());
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_dropped_timer_aborts_its_task() {
    LocalTokioClock::run(async |clock| {
        let held = Rc::new(());
        let captured = held.clone();
        let timer = clock.call_later(SECOND, Box::new(move || drop(captured)));
        drop(timer);
        settle().await;
        assert_eq!(Rc::strong_count(&held), 1);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn case_27_the_timer_goes_when_the_result_comes() {
    LocalTokioClock::run(async |clock| {
        let clock = Watched { clock, waiting: Rc::default() };
        let (resolver, d) = Deferred::<i32, (Cancelled,)>::pending();
        let d: Deferred<i32, (Cancelled, TimedOut)> = d.timeout(clock.clone(), SECOND);
        resolver.succeed(1);
        assert!(matches!(d.await, Ok(1)));
        settle().await;
        assert_eq!(clock.waiting.get(), 0);
    })
    .await;
}

/// Counts the calls that wait.
#[derive(Clone)]
struct Watched {
    clock: LocalTokioClock,
    waiting: Rc<Cell<usize>>,
}

impl Clock for Watched {
    fn now(&self) -> Duration {
        self.clock.now()
    }

    fn call_later(&self, delay: Duration, call: Box<dyn FnOnce()>) -> deferred::Timer {
        struct Waits(Rc<Cell<usize>>);
        impl Drop for Waits {
            fn drop(&mut self) {
                self.0.set(self.0.get() - 1);
            }
        }
        self.waiting.set(self.waiting.get() + 1);
        let waits = Waits(self.waiting.clone());
        self.clock.call_later(
            delay,
            Box::new(move || {
                drop(waits);
                call();
            }),
        )
    }
}

#[tokio::test(start_paused = true)]
async fn what_takes_too_long_is_timed_out() {
    LocalTokioClock::run(async |clock| {
        let (resolver, d) = Deferred::<i32, (Cancelled,)>::pending();
        let d: Deferred<i32, (Cancelled, TimedOut)> = d.timeout(&clock, 5 * SECOND);
        assert!(d.await.is_err_and(|failure| failure.is::<TimedOut>()));
        assert!(resolver.is_cancelled());
        assert_eq!(clock.now().as_secs(), 5);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn case_29_a_manual_cancel_takes_the_timer_away() {
    LocalTokioClock::run(async |clock| {
        let clock = Watched { clock, waiting: Rc::default() };
        let (_resolver, d) = Deferred::<i32, (Cancelled,)>::pending();
        let d: Deferred<i32, (Cancelled, TimedOut)> = d.timeout(clock.clone(), SECOND);
        d.cancel();
        settle().await;
        assert_eq!(clock.waiting.get(), 0);
        assert!(d.await.is_err_and(|failure| failure.is::<Cancelled>()));
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn what_takes_too_long_is_given_up() {
    LocalTokioClock::run(async |clock| {
        let (resolver, d) = Deferred::<i32>::pending();
        let d: Deferred<i32, (TimedOut,)> = d.give_up_after(clock, SECOND);
        assert!(d.await.is_err_and(|failure| failure.is::<TimedOut>()));
        resolver.succeed(1);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_wait_is_cancelled_and_not_abandoned() {
    LocalTokioClock::run(async |clock| {
        let watch = deferred::unhandled::watch();
        let d = later(clock, SECOND).raises_at_most::<(Cancelled, Abandoned), _>();
        d.cancel();
        settle().await;
        assert!(d.await.is_err_and(|failure| failure.is::<Cancelled>()));
        watch.assert_nothing();
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_function_is_called_later() {
    LocalTokioClock::run(async |clock| {
        let d: Deferred<u64, (Cancelled,)> =
            defer_later(clock.clone(), 2 * SECOND, move || clock.now().as_secs());
        assert!(matches!(d.await, Ok(2)));
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_looping_call_keeps_to_its_grid_and_stops() {
    LocalTokioClock::run(async |clock| {
        let looping = LoopingCall::new(clock.clone(), SECOND);
        let handle = looping.handle();
        let times = Rc::new(RefCell::new(Vec::new()));
        let noted = times.clone();
        let done: Deferred<(), (Cancelled,)> = looping.start(move || {
            noted.borrow_mut().push(clock.now().as_secs());
            if noted.borrow().len() == 4 {
                handle.stop();
            }
            chain! { later(clock.clone(), Duration::from_millis(1500)); then |()| () }
        });
        assert!(matches!(done.await, Ok(())));
        assert_eq!(times.take(), [0, 2, 4, 6]);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_looping_call_that_is_cancelled_leaves_no_task() {
    LocalTokioClock::run(async |clock| {
        let clock = Watched { clock, waiting: Rc::default() };
        let done: Deferred<(), (Cancelled,)> = LoopingCall::new(clock.clone(), SECOND).start(|| ());
        done.cancel();
        settle().await;
        assert_eq!(clock.waiting.get(), 0);
        assert!(done.await.is_err_and(|failure| failure.is::<Cancelled>()));
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn of_deferreds_that_cross_threads_it_needs_no_local_tasks() {
    let (resolver, d) = threads::pending::<i32, (Cancelled,)>();
    let d = chain! { d; timeout(TokioClock::current(), 5 * SECOND), catch |_: Cancelled| 0 };
    let task = tokio::spawn(async move { d.await.is_err_and(|failure| failure.is::<TimedOut>()) });
    assert!(task.await.unwrap());
    assert!(resolver.is_cancelled());
    let tea: threads::Deferred<&str, (Cancelled,)> =
        threads::defer_later(TokioClock::current(), SECOND, || "tea");
    assert!(tea.await.is_ok_and(|tea| tea == "tea"));
}

#[tokio::test(start_paused = true)]
async fn a_dropped_timer_of_those_aborts_its_task_too() {
    let held = Arc::new(());
    let captured = held.clone();
    let clock = TokioClock::current();
    drop(clock.call_later(SECOND, Box::new(move || drop(captured))));
    settle().await;
    assert_eq!(Arc::strong_count(&held), 1);
}

#[tokio::test(start_paused = true)]
async fn a_looping_call_of_those_needs_no_local_tasks() {
    let mut left = 3;
    let done: threads::Deferred<(), (Cancelled, Down)> = threads::looping_call(TokioClock::current(), SECOND)
        .start(move || {
            left -= 1;
            if left > 0 { Ok(()) } else { Err(Down) }
        });
    let begun = Instant::now();
    let task = tokio::spawn(async move { done.await.is_err_and(|failure| failure.is::<Down>()) });
    assert!(task.await.unwrap());
    assert_eq!(begun.elapsed(), 2 * SECOND);
}

/// What `#[tokio::main]` makes.
fn many_threads() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build().unwrap()
}

#[test]
fn under_a_runtime_of_many_threads_a_plain_deferred_is_timed_out_on_its_own() {
    let here = std::thread::current().id();
    let late = many_threads().block_on(LocalTokioClock::run(async |clock| {
        let (_resolver, d) = Deferred::<_, (Cancelled,)>::pending();
        let d = d.timeout(clock, Duration::from_millis(5));
        chain! { d; catch |_: TimedOut| std::thread::current().id(), catch |_: Cancelled| unreachable!() }
            .await
    }));
    assert!(matches!(late, Ok(there) if there == here));
}

#[test]
fn a_thread_of_nobodys_sets_a_time_for_what_crosses_threads() {
    let runtime = many_threads();
    let clock = TokioClock::on(runtime.handle().clone());
    let waiting = std::thread::spawn(move || {
        let (resolver, d) = threads::pending::<i32, (Cancelled,)>();
        (resolver, d.timeout(&clock, Duration::from_millis(5)))
    });
    let (_resolver, d) = waiting.join().unwrap();
    let outcome = runtime.block_on(d.into_future());
    assert!(outcome.is_err_and(|failure| failure.is::<TimedOut>()));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_comes_before_the_one_that_is_slept_for_comes_first() {
    LocalTokioClock::run(async |clock| {
        let order = Rc::new(RefCell::new(Vec::new()));
        let note = |what| {
            let order = order.clone();
            move || order.borrow_mut().push(what)
        };
        clock.call_later(3 * SECOND, Box::new(note("third"))).detach();
        settle().await;
        clock.call_later(SECOND, Box::new(note("first"))).detach();
        clock.call_later(SECOND, Box::new(note("second"))).detach();
        later(&clock, 4 * SECOND).await.unwrap();
        assert_eq!(order.take(), ["first", "second", "third"]);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_call_that_makes_one_for_now_lets_others_have_their_turn() {
    fn again(clock: LocalTokioClock, turns: Rc<Cell<u32>>) {
        turns.set(turns.get() + 1);
        let next = clock.clone();
        clock.call_later(Duration::ZERO, Box::new(move || again(next, turns))).detach();
    }
    LocalTokioClock::run(async |clock| {
        let turns = Rc::new(Cell::new(0));
        again(clock, turns.clone());
        for _ in 0..3 {
            yield_now().await;
        }
        assert!((2..10).contains(&turns.get()), "{}", turns.get());
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_call_that_was_not_due_at_the_end_is_dropped_and_so_is_a_later_one() {
    let held = Rc::new(());
    let (captured, other) = (held.clone(), held.clone());
    let clock = LocalTokioClock::run(async move |clock| {
        clock.call_later(SECOND, Box::new(move || drop(captured))).detach();
        clock
    })
    .await;
    assert_eq!(Rc::strong_count(&held), 2);
    clock.call_later(SECOND, Box::new(move || drop(other))).detach();
    assert_eq!(Rc::strong_count(&held), 1);
}

/// A call that was not made may hold the clock, so what is not dropped at the end would stay for ever.
#[test]
fn each_call_that_was_not_made_is_dropped_whichever_of_them_panics() {
    struct Panics(#[allow(dead_code, reason = "it keeps the clock")] LocalTokioClock, Rc<Cell<u32>>);
    impl Drop for Panics {
        fn drop(&mut self) {
            self.1.set(self.1.get() + 1);
            panic!("call");
        }
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    for says in ["call", "body"] {
        let dropped = Rc::new(Cell::new(0));
        let run = catch_unwind(AssertUnwindSafe(|| {
            runtime.block_on(LocalTokioClock::run(async |clock: LocalTokioClock| {
                for _ in 0..3 {
                    let panics = Panics(clock.clone(), dropped.clone());
                    clock.call_later(SECOND, Box::new(move || drop(panics))).detach();
                }
                assert!(says != "body", "body");
            }));
        }));
        assert_eq!(run.unwrap_err().downcast_ref::<&str>(), Some(&says));
        assert_eq!(dropped.get(), 3);
    }
}
