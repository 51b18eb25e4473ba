//! Real threads that do everything at the same time, in an order that nobody knows.

use super::given::{Arc, Number, attach, attach_other, made, watch};
use crate::crossing::{Eventual, Firing, Handle, Slot};
use alloc::boxed::Box;
use alloc::vec::Vec;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
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

struct Workers(Vec<(Sender<Job>, JoinHandle<()>)>);

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

fn fires_or_goes(firing: Firing<Number>, how: u32, counted: &Counted) -> impl FnOnce() + Send + 'static {
    let value = Number::of(&counted.token);
    move || match how {
        0 => drop(firing),
        1 => firing.tear_down(),
        2 if firing.is_cancelled() => drop(firing),
        _ => firing.fire(value),
    }
}

/// A slot of a chain of pairs that are linked in some way, whose firing sides go to the workers.
fn some_chain(workers: &Workers, dice: &mut Dice, counted: &Counted) -> (Slot<Number>, Handle) {
    let (first, mut slot) = made::<Number>();
    let handle = slot.handle();
    if dice.below(2) == 0 {
        let held = counted.token.clone();
        let answer = (dice.below(2) == 0).then(|| Number::of(&held));
        watch(&first, move || answer);
    }
    let how = dice.below(6);
    workers.give(dice, fires_or_goes(first, how, counted));
    for _ in 0..dice.below(4) {
        let (next, given) = made::<Number>();
        let held = counted.token.clone();
        slot = match dice.below(4) {
            0 => {
                let stage = move |it: Number| {
                    drop(held);
                    Eventual::Ready(it)
                };
                drop((next, given));
                attach(slot, stage)
            }
            1 => {
                let how = dice.below(6);
                workers.give(dice, fires_or_goes(next, how, counted));
                let stage = move |_| {
                    drop(held);
                    Eventual::Pending(given)
                };
                attach_other(slot, stage)
            }
            2 => {
                workers.give(dice, move || slot.connect(next));
                given
            }
            _ => {
                slot.connect(next);
                given
            }
        };
    }
    (slot, handle)
}

#[test]
fn whatever_happens_all_ends_once_and_nothing_is_left() {
    let (workers, mut dice, counted) = (Workers::new(), Dice(0x2545_F491), Counted::default());
    for _ in 0..ROUNDS {
        let (slot, upper) = some_chain(&workers, &mut dice, &counted);
        let lower = slot.handle();
        if dice.below(3) == 0 {
            workers.give(&mut dice, move || upper.cancel());
        }
        if dice.below(3) == 0 {
            workers.give(&mut dice, move || lower.clone().cancel());
        }
        let end = End(counted.clone());
        let last = move |it: Number| {
            drop((it, end));
            Eventual::Ready(())
        };
        match dice.below(3) {
            0 => workers.give(&mut dice, move || drop(attach(slot, last))),
            1 => drop(attach(slot, last)),
            _ => workers.give(&mut dice, move || {
                drop(last);
                drop(slot.take());
            }),
        }
    }
    workers.finish();
    assert_eq!(counted.ends.load(Ordering::Relaxed), ROUNDS as usize);
    assert_eq!(Arc::strong_count(&counted.token), 1);
}

#[test]
fn a_loop_goes_on_wherever_its_steps_are_fired() {
    fn steps(left: u32, jobs: Sender<Firing<Number>>) -> Slot<Number> {
        let (firing, slot) = made();
        jobs.send(firing).unwrap();
        attach_other(slot, move |it: Number| match left {
            0 => Eventual::Ready(it),
            _ => Eventual::Pending(steps(left - 1, jobs)),
        })
    }
    let token = Arc::new(7);
    let value = token.clone();
    let (send, jobs) = channel::<Firing<Number>>();
    let fires = thread::spawn(move || jobs.into_iter().for_each(|firing| firing.fire(Number::of(&value))));
    let (say_done, done) = channel();
    drop(attach(steps(ROUNDS, send), move |it: Number| {
        say_done.send(it.get()).unwrap();
        Eventual::Ready(())
    }));
    assert_eq!(done.recv(), Ok(7));
    fires.join().unwrap();
    assert_eq!(Arc::strong_count(&token), 1);
}
