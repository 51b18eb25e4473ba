//! A queue: values and takers meet in the order in which they came.

use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{CancelHandle, Cancelled, PutError, Queue, QueueUnderflow, chain, unhandled};
use std::cell::RefCell;
use std::rc::Rc;

#[test]
fn values_that_wait_are_taken_in_order() {
    let queue = Queue::new();
    for n in 0..3 {
        queue.put(n).expect("no limit");
    }
    assert_eq!(queue.len(), 3);
    for n in 0..3 {
        assert_eq!(success_result_of(queue.get()).accept(), n);
    }
    assert!(queue.is_empty());
}

#[test]
fn takers_that_wait_are_served_in_order() {
    let queue = Queue::new();
    let (first, second) = (queue.get(), queue.get());
    assert_eq!(queue.waiting(), 2);
    queue.put(1).expect("no limit");
    assert_eq!(success_result_of(first).accept(), 1);
    let second = assert_no_result(second);
    queue.put(2).expect("no limit");
    assert_eq!(success_result_of(second).accept(), 2);
    assert!(queue.is_empty());
}

#[test]
fn case_40_overflow_is_an_error_at_once_and_gives_the_value_back() {
    let queue = Queue::new().with_size(1);
    let held = Rc::new(());
    assert_eq!(queue.put(held.clone()), Ok(()));
    assert_eq!(queue.put(held.clone()), Err(PutError::Overflow(held)));
    assert_eq!(queue.len(), 1);
}

#[test]
fn case_40_a_size_of_nothing_takes_only_what_is_waited_for() {
    let queue = Queue::new().with_size(0);
    assert!(queue.put(1).is_err());
    let taker = queue.get();
    assert!(queue.put(2).is_ok());
    assert_eq!(success_result_of(taker).accept(), 2);
}

#[test]
fn case_40_underflow_is_an_error_at_once() {
    let queue = Queue::<u8>::new().with_backlog(1);
    let first = queue.get().expect("one may wait");
    assert_eq!(queue.get().expect_err("and no more"), QueueUnderflow);
    queue.put(1).expect("no limit");
    assert_eq!(success_result_of(first).accept(), 1);
    queue.put(2).expect("no limit");
    assert_eq!(success_result_of(queue.get().expect("a value is there")).accept(), 2);
}

#[test]
fn case_40_a_cancelled_get_is_unlinked() {
    let queue = Queue::new().with_backlog(1);
    let first = queue.get().expect("one may wait");
    first.cancel();
    assert_eq!(queue.waiting(), 0);
    let second = queue.get().expect("the first is gone");
    queue.put(1).expect("no limit");
    assert_eq!(success_result_of(second).accept(), 1);
    assert!(failure_result_of(first).is::<Cancelled>());
}

#[test]
fn case_40_a_value_put_after_a_cancelled_get_waits() {
    let queue = Queue::new();
    let first = queue.get();
    first.cancel();
    assert!(failure_result_of(first).is::<Cancelled>());
    queue.put(1).expect("no limit");
    assert_eq!(queue.len(), 1);
}

#[test]
fn a_value_is_not_lost_to_a_taker_that_was_dropped() {
    let watch = unhandled::watch();
    let queue = Queue::new().with_backlog(2);
    drop(queue.get());
    let second = queue.get().expect("two may wait");
    let _third = queue.get().expect("the first is gone");
    queue.put(1).expect("no limit");
    assert_eq!(success_result_of(second).accept(), 1);
    watch.assert_nothing();
}

#[test]
fn a_value_is_not_lost_to_a_taker_that_is_cancelled_by_the_one_before() {
    let queue = Queue::<i32>::new();
    let stop = Rc::new(RefCell::new(CancelHandle::default()));
    let (stops, again) = (stop.clone(), queue.clone());
    let first = chain! {
        queue.get();
        then move |n| { let n = n.accept(); stops.borrow().cancel(); again.put(n + 1).expect("no limit"); n },
    };
    let second = queue.get();
    stop.replace(second.cancel_handle());
    let third = queue.get();
    queue.put(1).expect("no limit");
    assert_eq!(success_result_of(first), 1);
    assert!(failure_result_of(second).is::<Cancelled>());
    assert_eq!(success_result_of(third).accept(), 2);
}

#[test]
fn errors_say_what_they_are() {
    assert_eq!(PutError::Overflow(1).to_string(), "as many values wait in the queue as may");
    assert_eq!(QueueUnderflow.to_string(), "as many takers wait at the queue as may");
}

#[test]
fn it_says_whether_it_has_values_and_is_closed() {
    let queue = Queue::<i32>::default();
    assert!(queue.is_empty() && !queue.is_closed());
    queue.put(1).expect("no limit");
    assert!(!queue.is_empty());
    queue.close();
    assert!(queue.is_closed() && !queue.is_empty());
    assert_eq!(queue.try_get(), Some(1));
    assert!(queue.is_empty());
}

#[test]
fn what_comes_back_stands_where_it_was_in_whatever_order_it_comes() {
    for back in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let queue = Queue::new();
        (0..4).for_each(|n| queue.put(n).expect("no limit"));
        let mut taken = [(); 3].map(|()| Some(success_result_of(queue.get())));
        back.into_iter().for_each(|n| drop(taken[n].take()));
        let values: Vec<_> = std::iter::from_fn(|| queue.try_get()).collect();
        assert_eq!(values, [0, 1, 2, 3], "{back:?}");
    }
}
