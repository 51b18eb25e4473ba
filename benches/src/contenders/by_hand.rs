//! The limit without any library, written plainly: a slot behind an `Rc`, and a boxed callback in it.

use super::ten_steps::ten_steps;
use super::threads::{HandOver, handed_over};
use super::{Contender, Kind, Run};
use crate::callbacks::{BAD, Outcome, VALUE, close, inbox, repeat, rescue, step};
use crate::workload::{MEMBERS, STEPS, WAITS, Workload};
use std::cell::{Cell, RefCell};
use std::hint::black_box;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

pub(super) const CONTENDER: Contender =
    Contender { id: "by-hand", name: "by hand, boxed callback", kind: Kind::ByHand, runs };

fn runs(workload: Workload) -> Option<Run> {
    Some(match workload {
        Workload::W1 => |times| repeat(times, ready),
        Workload::W2 => |times| repeat(times, || pending(Ok(VALUE))),
        Workload::W3 => |times| repeat(times, || pending(Err(BAD))),
        Workload::W4 => |times| repeat(times, || nested(step_ready)),
        Workload::W4b => |times| repeat(times, || nested(step_waiting)),
        Workload::W5 => |times| repeat(times, gathered),
        Workload::W6 => |times| repeat(times, looped),
        Workload::W7 => handed_over::<Shared>,
        Workload::W8 => return None,
    })
}

type Callback = Box<dyn FnOnce(Outcome)>;

/// A callback waits in it, or an outcome.
#[derive(Default)]
struct Slot {
    callback: Cell<Option<Callback>>,
    outcome: Cell<Option<Outcome>>,
}

impl Slot {
    fn fire(&self, outcome: Outcome) {
        match self.callback.take() {
            Some(callback) => callback(outcome),
            None => self.outcome.set(Some(outcome)),
        }
    }

    fn attach(&self, callback: impl FnOnce(Outcome) + 'static) {
        match self.outcome.take() {
            Some(outcome) => callback(outcome),
            None => self.callback.set(Some(Box::new(callback))),
        }
    }

    fn taken(&self) -> Outcome {
        self.outcome.take().expect("it was fired")
    }
}

inbox!((Rc<Slot>, Outcome));

#[inline(never)]
pub(super) fn ready() -> Outcome {
    ten_steps(black_box(Ok(VALUE)))
}

#[inline(always)]
fn pending(source: Outcome) -> Outcome {
    let slot = Rc::new(Slot::default());
    let resolver = black_box(slot.clone());
    let result = slot.clone();
    slot.attach(move |outcome| result.outcome.set(Some(ten_steps(outcome))));
    let waiting = black_box(slot);
    resolver.fire(source);
    drop(resolver);
    waiting.taken()
}

/// The reply of a stage: an outcome, or the slot of one that will be.
enum Eventual {
    Ready(Outcome),
    Waiting(Rc<Slot>),
}

fn step_ready(x: i64, k: i64) -> Eventual {
    Eventual::Ready(step(x, k))
}

fn step_waiting(x: i64, k: i64) -> Eventual {
    let slot = Rc::new(Slot::default());
    inbox::put((slot.clone(), step(x, k)));
    Eventual::Waiting(slot)
}

/// The chain from stage `k` on; `result` is for what comes out.
fn go_on(
    k: i64,
    mut outcome: Outcome,
    stage: impl Fn(i64, i64) -> Eventual + Copy + 'static,
    result: Rc<Slot>,
) {
    for k in k..WAITS {
        let Ok(x) = outcome else { break };
        match stage(x, k) {
            Eventual::Ready(next) => outcome = next,
            Eventual::Waiting(slot) => {
                return slot.attach(move |outcome| go_on(k + 1, outcome, stage, result));
            }
        }
    }
    let outcome = outcome.or_else(rescue);
    close();
    result.fire(outcome);
}

#[inline(always)]
fn nested(stage: impl Fn(i64, i64) -> Eventual + Copy + 'static) -> Outcome {
    let slot = Rc::new(Slot::default());
    let resolver = black_box(slot.clone());
    let result = slot.clone();
    slot.attach(move |outcome| go_on(0, outcome, stage, result));
    let waiting = black_box(slot);
    resolver.fire(Ok(VALUE));
    while let Some((resolver, outcome)) = inbox::take() {
        resolver.fire(outcome);
    }
    drop(resolver);
    waiting.taken()
}

/// A counter and a vector.
pub(super) struct Gathering {
    results: Vec<Option<i64>>,
    missing: usize,
}

impl Gathering {
    pub(super) fn of(members: i64) -> Rc<RefCell<Self>> {
        let results = vec![None; members as usize];
        Rc::new(RefCell::new(Gathering { missing: results.len(), results }))
    }

    pub(super) fn arrive(&mut self, index: usize, outcome: Outcome) {
        if let Ok(value) = outcome {
            self.results[index] = Some(value);
            self.missing -= 1;
        }
    }

    pub(super) fn sum(&self) -> Outcome {
        assert_eq!(self.missing, 0);
        Ok(self.results.iter().flatten().sum())
    }
}

#[inline(never)]
fn gathered() -> Outcome {
    let gathering = Gathering::of(MEMBERS);
    let slots: Vec<Rc<Slot>> = (0..MEMBERS).map(|_| Rc::default()).collect();
    let resolvers = black_box(slots.clone());
    for (index, slot) in slots.into_iter().enumerate() {
        let gathering = gathering.clone();
        slot.attach(move |outcome| gathering.borrow_mut().arrive(index, outcome));
    }
    for (resolver, n) in resolvers.into_iter().zip(0..) {
        resolver.fire(Ok(n));
    }
    gathering.borrow().sum()
}

fn count_from(n: i64, done: Rc<Slot>) {
    let slot = Rc::new(Slot::default());
    inbox::put((slot.clone(), step(1, 0)));
    slot.attach(move |outcome| match outcome {
        Ok(one) if n + one < STEPS => count_from(n + one, done),
        Ok(one) => done.fire(Ok(n + one)),
        Err(bad) => done.fire(Err(bad)),
    });
}

#[inline(never)]
fn looped() -> Outcome {
    let done = Rc::new(Slot::default());
    count_from(0, done.clone());
    while let Some((resolver, outcome)) = inbox::take() {
        resolver.fire(outcome);
    }
    done.taken()
}

/// The slot for two threads: a lock around both.
#[derive(Default)]
struct Shared(Mutex<State>);

#[derive(Default)]
enum State {
    #[default]
    Empty,
    Waiting(Box<dyn FnOnce(Outcome) -> Outcome + Send>),
    Fired(Outcome),
}

impl HandOver for Shared {
    type Resolver = Arc<Shared>;
    type Waiting = Arc<Shared>;

    fn chain() -> (Arc<Shared>, Arc<Shared>) {
        let shared = Arc::new(Shared::default());
        let resolver = black_box(shared.clone());
        let mut state = shared.0.lock().expect("no callback panics");
        *state = State::Waiting(Box::new(ten_steps));
        drop(state);
        (resolver, shared)
    }

    fn fire(shared: Arc<Shared>, outcome: Outcome) {
        let state = std::mem::take(&mut *shared.0.lock().expect("no callback panics"));
        let outcome = match state {
            State::Waiting(callback) => callback(outcome),
            State::Empty | State::Fired(_) => outcome,
        };
        *shared.0.lock().expect("no callback panics") = State::Fired(outcome);
    }

    fn taken(shared: Arc<Shared>) -> Outcome {
        match std::mem::take(&mut *shared.0.lock().expect("no callback panics")) {
            State::Fired(outcome) => outcome,
            State::Empty | State::Waiting(_) => panic!("it was fired"),
        }
    }
}
