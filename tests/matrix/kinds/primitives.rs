//! Locks, semaphores, queues.

use super::super::cell::R;
use super::super::cell::{D, Kind, kinds, later};
use super::super::flavour::{Deferred, Thread, lock, queue, semaphore};
use crate::world::{Call, Value};
use deferred::{Cancelled, Delivery, QueueClosed};

type Taken = Deferred<Delivery<Value, Thread>, (Cancelled, QueueClosed)>;

/// What is taken, or another value where the queue is closed.
fn taken(d: Taken, value: fn(Delivery<Value, Thread>) -> Value) -> D {
    let d: Deferred<Value, (Cancelled,)> = d.map(value).catch(|_: QueueClosed| Value::new());
    d.raises_at_most()
}

kinds! {
    lock_that_is_free: |d| {
        let call = Call::once("run");
        lock(()).run(move |()| call.give(d))
    };
    lock_that_is_held: |d| {
        let (lock, call) = (lock(Value::new()), Call::once("run"));
        let guard = lock.try_acquire();
        let _ = later(Box::new(move || drop(guard)));
        lock.run(move |_| call.give(d))
    };
    lock_held_meanwhile: |d| {
        let (lock, call) = (lock(()), Call::once("second"));
        let first = lock.run(move |()| d);
        let second: D = lock.acquire().map(move |guard| { drop(guard); call.make(Value::new) }).raises_at_most();
        first.then(move |value| { drop(value); second })
    };
    lock_acquired_behind: |d| {
        let lock = lock(Value::new());
        d.then(move |value| { drop(value); lock.acquire() }).map(|guard| { drop(guard); Value::new() })
    };
    semaphore_that_has_none: |d| {
        let (tokens, call) = (semaphore(1), Call::once("run"));
        let token = tokens.try_acquire();
        let _ = later(Box::new(move || drop(token)));
        tokens.run(move || call.give(d))
    };
    semaphore_of_two: |d| {
        let (tokens, call) = (semaphore(2), Call::once("waiter"));
        let (a, b) = (tokens.try_acquire(), tokens.try_acquire());
        let _ = later(Box::new(move || drop(a)));
        let waiter: Deferred<Value, R> = tokens.acquire().map(move |token| { drop(token); call.make(Value::new) }).raises_at_most();
        d.then(move |value| { drop((value, b)); waiter })
    };
    queue_that_has_it: |d| {
        let queue = queue();
        d.then(move |value| {
            drop(queue.put(value));
            taken(queue.get(), |delivery| delivery.accept())
        })
    };
    queue_that_is_waited_at: |d| {
        let (queue, call) = (queue(), Call::once("taker"));
        let last = taken(queue.get(), |delivery| delivery.accept()).map(move |value| call.give(value));
        let put = d.then(move |value| { drop(queue.put(value)); Ok::<_, Cancelled>(()) });
        put.then(move |()| last)
    };
    queue_that_is_closed: |d| {
        let queue = queue::<Value>();
        let last = taken(queue.get(), |delivery| delivery.accept());
        d.then(move |value| { drop(value); queue.close(); last })
    };
    queue_whose_delivery_goes: |d| {
        let queue = queue();
        let first = taken(queue.get(), |delivery| { drop(delivery); Value::new() });
        let second = taken(queue.get(), |delivery| delivery.accept());
        d.then(move |value| { drop(queue.put(value)); first.then(move |value| { drop(value); second }) })
    };
}
