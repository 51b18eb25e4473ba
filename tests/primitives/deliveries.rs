//! What a queue has handed over is not lost, however the taker ends: a table of hand-over against end, for both flavours.
//!
//! An item is handed over at once, where it waits in the queue, or later, where the taker waits for it. Whoever does not accept it puts it
//! back where it was: in front of what came after it.

use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{
    Cancelled, Clock, Deferred, PutError, Queue, QueueClosed, TestClock, TimedOut, Timer, chain,
    first_success, gather, list, members, race, threads, unhandled,
};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

/// A clock for any thread, which makes its calls when it is told to.
#[derive(Clone, Default)]
struct Gong(Arc<Mutex<Vec<Option<Box<dyn FnOnce() + Send>>>>>);

impl Gong {
    fn advance(&self, _: Duration) {
        let calls: Vec<_> = self.0.lock().unwrap().iter_mut().map(Option::take).collect();
        calls.into_iter().flatten().for_each(|call| call());
    }
}

impl Clock<threads::AnyThread> for Gong {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn call_later(&self, _: Duration, call: Box<dyn FnOnce() + Send>) -> Timer<threads::AnyThread> {
        let mut calls = self.0.lock().unwrap();
        calls.push(Some(call));
        let (place, calls) = (calls.len() - 1, self.0.clone());
        Timer::new(move || {
            let cancelled = calls.lock().unwrap()[place].take();
            drop(cancelled);
        })
    }
}

macro_rules! table {
    ($flavour:ident, $queue:ident, $new:expr, $pending:path, $clock:expr) => {
        mod $flavour {
            use super::*;

            type Flavour = deferred::$queue;
            type Items = Queue<u8, Flavour>;

            /// A queue in which 2 is behind what is handed over, and a taker that has been given 1, in each of the two ways.
            fn each_hand_over(ends: impl Fn(Taken, &Items)) {
                let watch = unhandled::watch();
                let at_once = queue();
                at_once.put(1).unwrap();
                at_once.put(2).unwrap();
                ends(at_once.get(), &at_once);
                goes_back(&at_once);

                let later = queue();
                let taker = later.get();
                later.put(1).unwrap();
                later.put(2).unwrap();
                ends(taker, &later);
                goes_back(&later);
                watch.assert_nothing();
            }

            fn queue() -> Items {
                $new
            }

            fn goes_back(queue: &Items) {
                assert_eq!((queue.try_get(), queue.try_get(), queue.try_get()), (Some(1), Some(2), None));
            }

            type Taken =
                deferred::Deferred<deferred::Delivery<u8, Flavour>, (Cancelled, QueueClosed), Flavour>;

            #[test]
            fn accepted_it_is_the_takers() {
                let queue = queue();
                queue.put(1).unwrap();
                assert_eq!(success_result_of(queue.get()).accept(), 1);
                assert!(queue.is_empty());
            }

            #[test]
            fn dropped_it_goes_back() {
                each_hand_over(|taker, _| drop(taker));
            }

            #[test]
            fn taken_and_dropped_it_goes_back() {
                each_hand_over(|taker, _| drop(success_result_of(taker)));
            }

            #[test]
            fn cancelled_after_the_hand_over_and_dropped_it_goes_back() {
                each_hand_over(|taker, _| {
                    taker.cancel();
                    drop(taker);
                });
            }

            #[test]
            fn cancelled_before_it_waits_for_the_next() {
                let queue = queue();
                let first = queue.get();
                let second = queue.get();
                first.cancel();
                queue.put(1).unwrap();
                assert!(failure_result_of(first).is::<Cancelled>());
                assert_eq!(success_result_of(second).accept(), 1);
            }

            #[test]
            fn a_future_that_is_dropped_gives_it_back() {
                each_hand_over(|taker, _| drop(taker.into_future()));
                let queue = queue();
                let mut future = Box::pin(queue.get().into_future());
                assert!(matches!(
                    future.as_mut().poll(&mut Context::from_waker(Waker::noop())),
                    Poll::Pending
                ));
                queue.put(1).unwrap();
                queue.put(2).unwrap();
                drop(future);
                goes_back(&queue);
            }

            #[test]
            fn beaten_in_a_race_it_goes_back() {
                each_hand_over(|taker, _| {
                    let other = queue();
                    other.put(9).unwrap();
                    let (index, item) = success_result_of(race([other.get(), taker]));
                    assert_eq!((index, item.accept()), (0, 9));
                });
            }

            #[test]
            fn beaten_in_a_race_before_it_came_it_waits() {
                let (first, second) = (queue(), queue());
                let raced = race([first.get(), second.get()]);
                second.put(9).unwrap();
                assert_eq!(success_result_of(raced).1.accept(), 9);
                first.put(1).unwrap();
                first.put(2).unwrap();
                goes_back(&first);
            }

            #[test]
            fn too_late_for_the_first_success_it_goes_back() {
                let (first, second) = (queue(), queue());
                let won = first_success([first.get(), second.get()]);
                second.put(9).unwrap();
                first.put(1).unwrap();
                first.put(2).unwrap();
                assert_eq!(success_result_of(won).1.accept(), 9);
                goes_back(&first);
            }

            #[test]
            fn gathered_with_one_that_failed_it_goes_back() {
                each_hand_over(|taker, _| {
                    let closed = queue();
                    closed.close();
                    assert!(failure_result_of(gather([taker, closed.get()])).is::<QueueClosed>());
                });
            }

            #[test]
            fn in_a_list_that_is_dropped_it_goes_back() {
                each_hand_over(|taker, _| drop(list([taker])));
            }

            #[test]
            fn timed_out_before_the_hand_over_it_waits() {
                let (clock, queue) = ($clock, queue());
                let timed: deferred::Deferred<_, (Cancelled, QueueClosed, TimedOut), Flavour> =
                    queue.get().timeout(&clock, SECOND);
                clock.advance(SECOND);
                queue.put(1).unwrap();
                queue.put(2).unwrap();
                assert!(failure_result_of(timed).is::<TimedOut>());
                goes_back(&queue);
            }

            #[test]
            fn in_time_and_dropped_it_goes_back() {
                each_hand_over(|taker, _| {
                    let clock = $clock;
                    let timed: deferred::Deferred<_, (Cancelled, QueueClosed, TimedOut), Flavour> =
                        taker.timeout(&clock, SECOND);
                    clock.advance(SECOND);
                    drop(timed);
                });
            }

            #[test]
            fn given_up_before_the_hand_over_it_waits() {
                let (clock, queue) = ($clock, queue());
                let given_up: deferred::Deferred<_, (Cancelled, QueueClosed, TimedOut), Flavour> =
                    queue.get().give_up_after(&clock, SECOND);
                clock.advance(SECOND);
                queue.put(1).unwrap();
                queue.put(2).unwrap();
                assert!(failure_result_of(given_up).is::<TimedOut>());
                goes_back(&queue);
            }

            #[test]
            fn cancelled_in_front_of_what_was_protected_it_waits() {
                let queue = queue();
                let watched: Taken = queue.get().protect();
                watched.cancel();
                queue.put(1).unwrap();
                queue.put(2).unwrap();
                assert!(failure_result_of(watched).is::<Cancelled>());
                goes_back(&queue);
            }

            #[test]
            fn sent_to_one_that_is_dropped_or_cancelled_it_goes_back() {
                each_hand_over(|taker, _| {
                    let (resolver, d) = $pending();
                    taker.chain_into(resolver);
                    drop::<Taken>(d);
                });
                each_hand_over(|taker, _| {
                    let (resolver, d) = $pending();
                    let d: Taken = d;
                    d.cancel();
                    taker.chain_into(resolver);
                    assert!(failure_result_of(d).is::<Cancelled>());
                });
            }

            #[test]
            fn given_to_a_callback_that_is_dropped_unrun_it_goes_back() {
                let queue = queue();
                let taker = queue.get();
                let (resolver, d) = $pending();
                let both = chain! { gather([taker, d]); then |mut items| items.remove(0).accept() };
                queue.put(1).unwrap();
                queue.put(2).unwrap();
                resolver.fail(QueueClosed);
                assert!(failure_result_of(both).is::<QueueClosed>());
                goes_back(&queue);
            }

            #[test]
            fn what_goes_back_goes_to_the_next_who_waits() {
                let queue = queue();
                let (first, second) = (queue.get(), queue.get());
                queue.put(1).unwrap();
                let second = assert_no_result(second);
                drop(first);
                assert_eq!(success_result_of(second).accept(), 1);
            }

            #[test]
            fn what_goes_back_keeps_its_place_whoever_goes_first() {
                let queue = queue();
                let takers = [queue.get(), queue.get(), queue.get()];
                (1..=4).for_each(|n| queue.put(n).unwrap());
                let [first, second, third] = takers;
                drop(first);
                drop(third);
                drop(second);
                let order: Vec<_> = std::iter::from_fn(|| queue.try_get()).collect();
                assert_eq!(order, [1, 2, 3, 4]);
            }

            #[test]
            fn what_goes_back_into_a_closed_queue_is_still_taken() {
                let queue = queue();
                let taker = queue.get();
                queue.put(1).unwrap();
                queue.close();
                drop(taker);
                assert_eq!(success_result_of(queue.get()).accept(), 1);
                assert!(failure_result_of(queue.get()).is::<QueueClosed>());
            }

            #[test]
            fn a_closed_queue_gives_what_it_has_and_then_its_end() {
                let watch = unhandled::watch();
                let queue = queue();
                queue.put(1).unwrap();
                queue.close();
                assert!(queue.is_closed());
                assert_eq!(queue.put(2), Err(PutError::Closed(2)));
                assert_eq!(success_result_of(queue.get()).accept(), 1);
                assert!(failure_result_of(queue.get()).is::<QueueClosed>());
                watch.assert_nothing();
            }

            #[test]
            fn who_waits_when_it_is_closed_learns_of_it_at_once() {
                let queue = queue();
                let takers: Vec<_> = (0..3).map(|_| queue.get()).collect();
                queue.close();
                assert_eq!(queue.waiting(), 0);
                for taker in takers {
                    assert!(failure_result_of(taker).is::<QueueClosed>());
                }
            }

            #[test]
            fn who_waits_when_the_queue_goes_learns_of_it_and_nothing_is_reported() {
                let watch = unhandled::watch();
                let queue = queue();
                let ended = Arc::new(Mutex::new(0));
                for _ in 0..50_000 {
                    let ended = ended.clone();
                    let job = chain! {
                        queue.get();
                        then |item| assert_eq!(item.accept(), 0),
                        catch move |_: QueueClosed| *ended.lock().unwrap() += 1,
                        catch |_: Cancelled| (),
                    };
                    job.detach();
                }
                drop(queue.get()); // nobody waits for that
                drop(queue);
                assert_eq!(*ended.lock().unwrap(), 50_000);
                watch.assert_nothing();
            }

            #[test]
            fn a_taker_that_panics_keeps_no_other_from_learning_of_the_end() {
                let queue = queue();
                let first = chain! { queue.get(); both |_| -> () { panic!("a taker panics") } };
                let second = queue.get();
                let closing = queue.clone();
                let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| closing.close()));
                assert!(panicked.is_err());
                assert!(failure_result_of(second).is::<QueueClosed>());
                drop(first);
            }

            #[test]
            fn what_nobody_accepts_goes_through_all_who_wait_without_stack_and_comes_back() {
                let queue = queue();
                let seen = Arc::new(Mutex::new(0));
                for _ in 0..100_000 {
                    let seen = seen.clone();
                    let refuses = chain! { queue.get(); then move |_| *seen.lock().unwrap() += 1 };
                    drop(refuses.catch_all(|_| ()));
                }
                queue.put(1).unwrap();
                assert_eq!(*seen.lock().unwrap(), 100_000);
                assert_eq!(queue.try_get(), Some(1));
            }

            #[test]
            fn a_delivery_outlives_its_queue() {
                let queue = queue();
                queue.put(1).unwrap();
                let item = success_result_of(queue.get());
                drop(queue);
                assert_eq!(item.accept(), 1);
            }

            #[test]
            fn the_late_values_of_a_list_go_to_their_sink() {
                let (first, second) = (queue(), queue());
                let seen = Arc::new(Mutex::new(Vec::new()));
                let note = seen.clone();
                let won = members([first.get(), second.get()])
                    .late_values(move |index, item: deferred::Delivery<u8, Flavour>| {
                        note.lock().unwrap().push((index, item.accept()));
                    })
                    .first_success();
                second.put(9).unwrap();
                first.put(1).unwrap();
                assert_eq!(success_result_of(won).1.accept(), 9);
                assert_eq!(*seen.lock().unwrap(), [(0, 1)]);
                assert!(first.is_empty());
            }
        }
    };
}

table!(this_thread, ThisThread, Queue::new(), Deferred::pending, TestClock::new());
table!(any_thread, AnyThread, threads::queue(), threads::pending, Gong::default());
