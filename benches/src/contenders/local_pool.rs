//! The combinators of `futures` in tasks of its `LocalPool`.

use super::async_await::{Channel, all_of, count};
use super::futures::{Futures, fire_next, step_ready, step_waiting, ten_stages};
use super::{Contender, Kind, Run};
use crate::callbacks::{BAD, Outcome, VALUE, close, rescue};
use crate::workload::{ADDED, MEMBERS, Workload};
use futures::channel::oneshot::channel;
use futures::executor::LocalPool;
use futures::future::{FutureExt, TryFutureExt, ready};
use futures::task::LocalSpawnExt;
use std::cell::Cell;
use std::hint::black_box;
use std::rc::Rc;

pub(super) const CONTENDER: Contender =
    Contender { id: "futures-local-pool", name: "futures combinators, LocalPool", kind: Kind::Library, runs };

// Inlined into other crates, its combinators would have them need the `recursion_limit` of this one.
#[inline(never)]
fn runs(workload: Workload) -> Option<Run> {
    Some(match workload {
        Workload::W1 => |times| repeat(times, ready_chain),
        Workload::W2 => |times| repeat(times, |pool| pending(pool, Ok(VALUE))),
        Workload::W3 => |times| repeat(times, |pool| pending(pool, Err(BAD))),
        Workload::W4 => |times| repeat(times, |pool| pending(pool, Ok(VALUE))),
        Workload::W4b => |times| repeat(times, nested_waiting),
        Workload::W5 => |times| repeat(times, gathered),
        Workload::W6 => |times| repeat(times, looped),
        Workload::W7 => return None,
        Workload::W8 => |times| repeat(times, awaited),
    })
}

/// One pool for all the runs, and where a task leaves what it came to.
struct Pool {
    pool: LocalPool,
    result: Rc<Cell<Option<Outcome>>>,
}

fn repeat(times: u32, mut once: impl FnMut(&mut Pool) -> Outcome) -> Outcome {
    let mut pool = Pool { pool: LocalPool::new(), result: Rc::default() };
    let mut last = Ok(0);
    for _ in 0..times {
        last = black_box(once(&mut pool));
    }
    last
}

impl Pool {
    /// Spawns it and lets it wait.
    fn spawn(&mut self, task: impl Future<Output = Outcome> + 'static) {
        let result = self.result.clone();
        let task = async move { result.set(Some(task.await)) };
        self.pool.spawner().spawn_local(task).expect("the pool is there");
        self.pool.run_until_stalled();
    }

    fn taken(&mut self) -> Outcome {
        self.pool.run_until_stalled();
        self.result.take().expect("all that it waits for was sent")
    }

    fn taken_after(&mut self, mut fire_next: impl FnMut()) -> Outcome {
        loop {
            self.pool.run_until_stalled();
            match self.result.take() {
                Some(outcome) => return outcome,
                None => fire_next(),
            }
        }
    }
}

fn ready_chain(pool: &mut Pool) -> Outcome {
    pool.pool.run_until(ten_stages!(ready(black_box(Ok(VALUE))), step_ready))
}

fn pending(pool: &mut Pool, source: Outcome) -> Outcome {
    let (sender, receiver) = channel();
    let sender = black_box(sender);
    pool.spawn(ten_stages!(receiver.map(Futures::outcome), step_ready));
    sender.send(source).expect("the task waits for it");
    pool.taken()
}

fn nested_waiting(pool: &mut Pool) -> Outcome {
    let (sender, receiver) = channel();
    let sender = black_box(sender);
    pool.spawn(ten_stages!(receiver.map(Futures::outcome), step_waiting));
    sender.send(Ok(VALUE)).expect("the task waits for it");
    pool.taken_after(fire_next)
}

fn gathered(pool: &mut Pool) -> Outcome {
    let (senders, members): (Vec<_>, Vec<_>) = (0..MEMBERS).map(|_| channel()).unzip();
    pool.spawn(all_of::<Futures>(members));
    for (sender, n) in black_box(senders).into_iter().zip(0..) {
        sender.send(Ok(n)).expect("the task waits for it");
    }
    pool.taken()
}

fn looped(pool: &mut Pool) -> Outcome {
    pool.spawn(count::<Futures>());
    pool.taken_after(fire_next)
}

fn awaited(pool: &mut Pool) -> Outcome {
    let (sender, receiver) = channel();
    let sender = black_box(sender);
    pool.spawn(async move { Ok(Futures::outcome(receiver.await)? + black_box(ADDED)) });
    sender.send(Ok(VALUE)).expect("the task waits for it");
    pool.taken()
}
