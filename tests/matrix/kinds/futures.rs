//! Futures that become Deferreds, and Deferreds that are awaited.

use super::super::cell::{D, Kind, R, inner, keep_task, kinds, later, put_task, see, take_task};
use super::super::flavour::{BoxFuture, Deferred, from_future, run};
use super::replies::other;
use crate::world::{Call, Site, Value, foreign};
use deferred::Outcome;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

/// Wakes the task of this number: it is polled in its turn.
struct Number(u32);

impl Wake for Number {
    fn wake(self: Arc<Self>) {
        let number = self.0;
        let _ = later(Box::new(move || poll(number)));
    }
}

/// An executor, which polls a task at once, and then when it was woken.
fn spawn(task: BoxFuture) {
    let number = keep_task(task);
    foreign(Site::Executor);
    poll(number);
}

fn poll(number: u32) {
    let Some(mut task) = take_task(number) else { return };
    let waker = Waker::from(Arc::new(Number(number)));
    if task.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
        put_task(number, task);
    }
}

/// The callback's, with the value that is there; what fails passes by it. Where it goes on the way out of an async block, and panics, Rust loses
/// what is on its way, so it goes before.
fn with(call: Call, outcome: Outcome<Value, R>) -> Outcome<Value, R> {
    match outcome {
        Ok(value) => Ok(other(call.give(value))),
        Err(failure) => {
            see(&failure);
            drop(call);
            Err(failure)
        }
    }
}

kinds! {
    run_of_a_future: |d| {
        let call = Call::once("future");
        run(async move { with(call, d.await) })
    };
    run_that_awaits_two: |d| {
        let call = Call::once("future");
        run(async move {
            drop(with(call, d.await)?);
            inner().await
        })
    };
    from_future_of_an_executor: |d| {
        let call = Call::once("future");
        from_future(async move { with(call, d.await) }, spawn)
    };
    from_future_that_awaits_two: |d| {
        let call = Call::once("future");
        from_future(
            async move {
                drop(with(call, d.await)?);
                inner().await
            },
            spawn,
        )
    };
    from_future_that_nobody_polls_before_its_turn: |d| from_future(async move { d.await }, |task| {
        let number = keep_task(task);
        let _ = later(Box::new(move || poll(number)));
    });
    map_async: |d| {
        let call = Call::once("async");
        let d: Deferred<Result<Value, _>, R> = d.map_async(move |value| async move {
            drop(call.give(value));
            inner().await
        });
        d.then(|result| -> D {
            result.as_ref().err().into_iter().for_each(see);
            super::super::flavour::settled(result)
        })
    };
    future_in_a_future: |d| run(async move { run(async move { d.await }).await });
}
