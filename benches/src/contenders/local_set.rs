//! tokio's oneshot channel with async/await, in tasks of its `LocalSet`.

use super::async_await::{
    Channel, all_of, count, fire_next, received, step_ready, step_waiting, ten_awaits, ten_stages,
};
use super::tokio::Tokio;
use super::{Contender, Kind, Run};
use crate::callbacks::{BAD, Outcome, VALUE};
use crate::workload::{ADDED, MEMBERS, Workload};
use std::hint::black_box;
use tokio::runtime::Builder;
use tokio::task::{JoinHandle, LocalSet, spawn_local, yield_now};

pub(super) const CONTENDER: Contender =
    Contender { id: "tokio-local-set", name: "tokio oneshot, LocalSet", kind: Kind::Library, runs };

fn runs(workload: Workload) -> Option<Run> {
    Some(match workload {
        // A chain that is ready is no task.
        Workload::W1 | Workload::W7 => return None,
        Workload::W2 => |times| repeat(times, async || pending(Ok(VALUE)).await),
        Workload::W3 => |times| repeat(times, async || pending(Err(BAD)).await),
        Workload::W4 => |times| repeat(times, nested),
        Workload::W4b => |times| repeat(times, nested_waiting),
        Workload::W5 => |times| repeat(times, gathered),
        Workload::W6 => |times| repeat(times, looped),
        Workload::W8 => |times| repeat(times, awaited),
    })
}

/// One runtime for all the runs.
fn repeat(times: u32, once: impl AsyncFn() -> Outcome) -> Outcome {
    let runtime = Builder::new_current_thread().build().expect("a runtime without timers and sockets");
    LocalSet::new().block_on(&runtime, async {
        let mut last = Ok(0);
        for _ in 0..times {
            last = black_box(once().await);
        }
        last
    })
}

/// Spawns it and lets it wait.
async fn waiting(task: impl Future<Output = Outcome> + 'static) -> JoinHandle<Outcome> {
    let task = spawn_local(task);
    yield_now().await;
    task
}

async fn taken(task: JoinHandle<Outcome>) -> Outcome {
    task.await.expect("no stage panics")
}

async fn taken_after_firing(task: JoinHandle<Outcome>) -> Outcome {
    loop {
        yield_now().await;
        if task.is_finished() {
            return taken(task).await;
        }
        fire_next::<Tokio>();
    }
}

async fn pending(source: Outcome) -> Outcome {
    let (sender, receiver) = Tokio::channel();
    let sender = black_box(sender);
    let task = waiting(ten_stages(received::<Tokio>(receiver))).await;
    Tokio::send(sender, source);
    taken(task).await
}

async fn nested() -> Outcome {
    let (sender, receiver) = Tokio::channel();
    let sender = black_box(sender);
    let task = waiting(ten_awaits(received::<Tokio>(receiver), step_ready)).await;
    Tokio::send(sender, Ok(VALUE));
    taken(task).await
}

async fn nested_waiting() -> Outcome {
    let (sender, receiver) = Tokio::channel();
    let sender = black_box(sender);
    let task = waiting(ten_awaits(received::<Tokio>(receiver), step_waiting::<Tokio>)).await;
    Tokio::send(sender, Ok(VALUE));
    taken_after_firing(task).await
}

async fn gathered() -> Outcome {
    let (senders, members): (Vec<_>, Vec<_>) = (0..MEMBERS).map(|_| Tokio::channel()).unzip();
    let task = waiting(all_of::<Tokio>(members)).await;
    for (sender, n) in black_box(senders).into_iter().zip(0..) {
        Tokio::send(sender, Ok(n));
    }
    taken(task).await
}

async fn looped() -> Outcome {
    taken_after_firing(waiting(count::<Tokio>()).await).await
}

async fn awaited() -> Outcome {
    let (sender, receiver) = Tokio::channel();
    let sender = black_box(sender);
    let task = waiting(async move { Ok(received::<Tokio>(receiver).await? + black_box(ADDED)) }).await;
    Tokio::send(sender, Ok(VALUE));
    taken(task).await
}
