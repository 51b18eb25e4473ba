//! Real threads that do everything at the same time, in an order that nobody knows.

use super::{Arc, Number, attach, attach_other, made, set_canceller};
use crate::crossing::{Handle, MaybeReady, Receiver, Sender};
use alloc::boxed::Box;
use alloc::vec::Vec;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, channel};
use std::thread::{self, JoinHandle};

const ROUNDS: u32 = match () {
    () if cfg!(miri) => 20,
    () if cfg!(debug_assertions) => 20_000,
    () => 500_000,
};
const WORKERS: usize = 3;

type Job = Box<dyn FnOnce() + Send>;

/// Numbers that look random, and are the same every time.
struct Dice(u32);

impl Dice {
    fn below(&mut self, end: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 % end
    }
}

struct Workers(Vec<(mpsc::Sender<Job>, JoinHandle<()>)>);

impl Workers {
    fn new() -> Self {
        let worker = |_| {
            let (send, jobs) = channel::<Job>();
            (send, thread::spawn(move || jobs.into_iter().for_each(|job| job())))
        };
        Workers((0..WORKERS).map(worker).collect())
    }

    fn give(&self, dice: &mut Dice, job: impl FnOnce() + Send + 'static) {
        let worker = &self.0[dice.below(WORKERS as u32) as usize];
        worker.0.send(Box::new(job)).unwrap();
    }

    fn finish(self) {
        for (send, worker) in self.0 {
            drop(send);
            worker.join().unwrap();
        }
    }
}

/// What is counted: every value and every callback holds the token, and every chain ends once.
#[derive(Clone, Default)]
struct Counted {
    token: Arc<u32>,
    ends: Arc<AtomicUsize>,
}

/// Counts when it is dropped, which a stage is after it ran as well.
struct End(Counted);

impl Drop for End {
    fn drop(&mut self) {
        self.0.ends.fetch_add(1, Ordering::Relaxed);
    }
}

fn fires_or_goes(sender: Sender<Number>, how: u32, counted: &Counted) -> impl FnOnce() + Send + 'static {
    let value = Number::of(&counted.token);
    move || match how {
        0 => drop(sender),
        1 => sender.abandon_silently(),
        2 if sender.is_cancelled() => drop(sender),
        _ => sender.fire(value),
    }
}

/// A slot of a chain of pairs that are linked in some way, whose senders go to the workers.
fn some_chain(workers: &Workers, dice: &mut Dice, counted: &Counted) -> (Receiver<Number>, Handle) {
    let (first, mut receiver) = made::<Number>();
    let handle = receiver.handle();
    if dice.below(2) == 0 {
        let held = counted.token.clone();
        let answer = (dice.below(2) == 0).then(|| Number::of(&held));
        set_canceller(&first, move || answer);
    }
    let how = dice.below(6);
    workers.give(dice, fires_or_goes(first, how, counted));
    for _ in 0..dice.below(4) {
        let (next, given) = made::<Number>();
        let held = counted.token.clone();
        receiver = match dice.below(4) {
            0 => {
                let stage = move |it: Number| {
                    drop(held);
                    MaybeReady::Ready(it)
                };
                drop((next, given));
                attach(receiver, stage)
            }
            1 => {
                let how = dice.below(6);
                workers.give(dice, fires_or_goes(next, how, counted));
                let stage = move |_| {
                    drop(held);
                    MaybeReady::Pending(given)
                };
                attach_other(receiver, stage)
            }
            2 => {
                workers.give(dice, move || receiver.connect(next));
                given
            }
            _ => {
                receiver.connect(next);
                given
            }
        };
    }
    (receiver, handle)
}

#[test]
fn whatever_happens_all_ends_once_and_nothing_is_left() {
    let (workers, mut dice, counted) = (Workers::new(), Dice(0x2545_F491), Counted::default());
    for _ in 0..ROUNDS {
        let (receiver, upper) = some_chain(&workers, &mut dice, &counted);
        let lower = receiver.handle();
        if dice.below(3) == 0 {
            workers.give(&mut dice, move || upper.cancel());
        }
        if dice.below(3) == 0 {
            workers.give(&mut dice, move || lower.clone().cancel());
        }
        let end = End(counted.clone());
        let last = move |it: Number| {
            drop((it, end));
            MaybeReady::Ready(())
        };
        match dice.below(3) {
            0 => workers.give(&mut dice, move || drop(attach(receiver, last))),
            1 => drop(attach(receiver, last)),
            _ => workers.give(&mut dice, move || {
                drop(last);
                drop(receiver.take());
            }),
        }
    }
    workers.finish();
    assert_eq!(counted.ends.load(Ordering::Relaxed), ROUNDS as usize);
    assert_eq!(Arc::strong_count(&counted.token), 1);
}

#[test]
fn a_loop_goes_on_wherever_its_steps_are_fired() {
    fn steps(left: u32, jobs: mpsc::Sender<Sender<Number>>) -> Receiver<Number> {
        let (sender, receiver) = made();
        jobs.send(sender).unwrap();
        attach_other(receiver, move |it: Number| match left {
            0 => MaybeReady::Ready(it),
            _ => MaybeReady::Pending(steps(left - 1, jobs)),
        })
    }
    let token = Arc::new(7);
    let value = token.clone();
    let (send, jobs) = channel::<Sender<Number>>();
    let fires = thread::spawn(move || jobs.into_iter().for_each(|sender| sender.fire(Number::of(&value))));
    let (say_done, done) = channel();
    drop(attach(steps(ROUNDS, send), move |it: Number| {
        say_done.send(it.get()).unwrap();
        MaybeReady::Ready(())
    }));
    assert_eq!(done.recv(), Ok(7));
    fires.join().unwrap();
    assert_eq!(Arc::strong_count(&token), 1);
}
