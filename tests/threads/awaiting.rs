//! Async code that is moved from thread to thread.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Cancelled, threads};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::task::{Context, Wake, Waker};
use std::thread;

const ROUNDS: usize = if cfg!(miri) { 3 } else { 200 };

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Threads that take turns at one task: whoever is woken sends it to the next.
struct Turns {
    task: std::sync::Mutex<Option<Task>>,
    to: mpsc::Sender<Option<Arc<Turns>>>,
    polls: AtomicUsize,
}

impl Wake for Turns {
    fn wake(self: Arc<Self>) {
        let to = self.to.clone();
        drop(to.send(Some(self)));
    }
}

/// Runs `task` to its end on two threads; gives how often it was polled.
fn run(task: impl Future<Output = ()> + Send + 'static) -> usize {
    let (to, queue) = mpsc::channel::<Option<Arc<Turns>>>();
    let queue = Arc::new(std::sync::Mutex::new(queue));
    let work = move || {
        loop {
            let Ok(Some(turns)) = queue.lock().unwrap().recv() else { return };
            turns.polls.fetch_add(1, Ordering::SeqCst);
            let mut place = turns.task.lock().unwrap();
            let Some(task) = place.as_mut() else { continue };
            let waker = Waker::from(turns.clone());
            if task.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
                *place = None;
                (0..2).for_each(|_| drop(turns.to.send(None)));
            }
        }
    };
    let turns = Turns {
        task: std::sync::Mutex::new(Some(Box::pin(task))),
        to: to.clone(),
        polls: AtomicUsize::new(0),
    };
    let turns = Arc::new(turns);
    to.send(Some(turns.clone())).unwrap();
    let workers = [thread::spawn(work.clone()), thread::spawn(work)];
    workers.into_iter().for_each(|worker| worker.join().unwrap());
    turns.polls.load(Ordering::SeqCst)
}

#[test]
fn a_task_on_many_threads_awaits_what_others_fire() {
    for _ in 0..ROUNDS {
        let (resolver, d) = threads::pending::<u32, (Cancelled,)>();
        let (said, heard) = mpsc::channel();
        let firing = thread::spawn(move || resolver.succeed(7));
        run(async move { said.send(d.await.unwrap()).unwrap() });
        firing.join().unwrap();
        assert_eq!(heard.recv(), Ok(7));
    }
}

#[test]
fn a_task_sleeps_until_the_outcome_is_there() {
    let (resolver, d) = threads::pending::<u32, ()>();
    let (asleep, wait) = mpsc::channel();
    let firing = thread::spawn(move || {
        wait.recv().unwrap();
        resolver.succeed(7);
    });
    let polls = run(async move {
        asleep.send(()).unwrap();
        assert_eq!(d.await.unwrap(), 7);
    });
    firing.join().unwrap();
    assert!(polls <= 2, "polled {polls} times");
}

#[test]
fn it_can_be_spawned_where_tasks_move() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (resolver, d) = threads::pending::<u32, ()>();
    let task = runtime.spawn(async move { d.await.unwrap() });
    let firing = thread::spawn(move || resolver.succeed(7));
    assert_eq!(runtime.block_on(task).unwrap(), 7);
    firing.join().unwrap();
}

#[test]
fn a_future_runs_elsewhere_and_its_deferred_has_what_it_gives() {
    let (resolver, inner) = threads::pending::<u32, ()>();
    let mut task = None;
    let d = threads::from_future::<u32, (Cancelled,), _, _>(
        async move { Ok(inner.await.unwrap() + 1) },
        |spawned| task = Some(spawned),
    );
    let firing = thread::spawn(move || resolver.succeed(1));
    run(task.unwrap());
    firing.join().unwrap();
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn a_cancel_from_elsewhere_ends_the_future_and_its_task() {
    for _ in 0..ROUNDS {
        let (resolver, inner) = threads::pending::<u32, (Cancelled,)>();
        let (begun, wait) = mpsc::channel();
        let mut task = None;
        let future = async move {
            begun.send(()).unwrap();
            inner.await
        };
        let d = threads::from_future::<u32, (Cancelled,), _, _>(future, |spawned| task = Some(spawned));
        let stop = d.cancel_handle();
        let stopping = thread::spawn(move || {
            wait.recv().unwrap();
            stop.cancel();
        });
        run(task.unwrap());
        stopping.join().unwrap();
        assert!(resolver.is_cancelled(), "what the future waits for was cancelled in turn");
        assert!(failure_result_of(d).is::<Cancelled>());
    }
}
