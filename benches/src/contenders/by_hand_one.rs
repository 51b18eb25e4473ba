//! The limit with a single allocation: the callback waits inside the slot, whose type names it.
//!
//! Only code that knows its one callback can be written so; a library cannot.

use super::by_hand::{Gathering, ready};
use super::by_hand_atomic::Shared;
use super::ten_steps::ten_steps;
use super::threads::handed_over;
use super::{Contender, Kind, Run};
use crate::callbacks::{BAD, Outcome, VALUE, close, inbox, repeat, rescue, step};
use crate::workload::{MEMBERS, STEPS, WAITS, Workload};
use std::cell::{Cell, RefCell};
use std::hint::black_box;
use std::rc::Rc;

pub(super) const CONTENDER: Contender =
    Contender { id: "by-hand-one", name: "by hand, one allocation", kind: Kind::ByHand, runs };

fn runs(workload: Workload) -> Option<Run> {
    Some(match workload {
        Workload::W1 => |times| repeat(times, ready),
        Workload::W2 => |times| repeat(times, || pending(Ok(VALUE))),
        Workload::W3 => |times| repeat(times, || pending(Err(BAD))),
        Workload::W4 => |times| repeat(times, nested::<false>),
        Workload::W4b => |times| repeat(times, nested::<true>),
        Workload::W5 => |times| repeat(times, gathered),
        Workload::W6 => |times| repeat(times, looped),
        Workload::W7 => handed_over::<Shared>,
        Workload::W8 => return None,
    })
}

/// The callback waits in it, then what that gave.
struct Slot<F> {
    callback: Cell<Option<F>>,
    outcome: Cell<Option<Outcome>>,
}

/// The slot as a resolver sees it.
trait Fire {
    fn fire(&self, outcome: Outcome);
}

impl<F: FnOnce(Outcome) -> Option<Outcome>> Fire for Slot<F> {
    fn fire(&self, outcome: Outcome) {
        let outcome = match self.callback.take() {
            Some(callback) => callback(outcome),
            None => Some(outcome),
        };
        self.outcome.set(outcome);
    }
}

impl<F> Slot<F> {
    fn empty() -> Rc<Self> {
        Rc::new(Slot { callback: Cell::new(None), outcome: Cell::new(None) })
    }

    fn taken(&self) -> Outcome {
        self.outcome.take().expect("it was fired")
    }
}

inbox!((Rc<dyn Fire>, Outcome));

#[inline(always)]
fn pending(source: Outcome) -> Outcome {
    let slot = Slot::empty();
    let resolver: Rc<dyn Fire> = black_box(slot.clone());
    slot.callback.set(Some(|outcome| Some(ten_steps(outcome))));
    let waiting = black_box(slot);
    resolver.fire(source);
    drop(resolver);
    waiting.taken()
}

/// The reply of a stage: an outcome, or the slot in which the rest of the chain can wait for one.
enum Eventual<const WAITING: bool> {
    Ready(Outcome),
    Waiting(Rc<Inner<WAITING>>),
}

/// Whether its Deferred waits is the only way in which the stages of W4 and of W4b differ.
fn stage<const WAITING: bool>(x: i64, k: i64) -> Eventual<WAITING> {
    if !WAITING {
        return Eventual::Ready(step(x, k));
    }
    let inner = Rc::new(Inner(Cell::new(None)));
    inbox::put((inner.clone(), step(x, k)));
    Eventual::Waiting(inner)
}

/// The rest of a chain: the next stage, and where its result goes.
struct Rest<const WAITING: bool> {
    next: i64,
    result: Rc<Cell<Option<Outcome>>>,
}

/// The slot of a stage's Deferred, with room for the rest of the chain.
struct Inner<const WAITING: bool>(Cell<Option<Rest<WAITING>>>);

impl<const WAITING: bool> Fire for Inner<WAITING> {
    fn fire(&self, outcome: Outcome) {
        self.0.take().expect("the chain waits for it").go_on(outcome);
    }
}

impl<const WAITING: bool> Rest<WAITING> {
    fn go_on(mut self, mut outcome: Outcome) {
        for k in self.next..WAITS {
            let Ok(x) = outcome else { break };
            match stage::<WAITING>(x, k) {
                Eventual::Ready(next) => outcome = next,
                Eventual::Waiting(inner) => {
                    self.next = k + 1;
                    return inner.0.set(Some(self));
                }
            }
        }
        let outcome = outcome.or_else(rescue);
        close();
        self.result.set(Some(outcome));
    }
}

#[inline(always)]
fn nested<const WAITING: bool>() -> Outcome {
    let result = Rc::new(Cell::new(None));
    let slot = Rc::new(Inner::<WAITING>(Cell::new(None)));
    let resolver: Rc<dyn Fire> = black_box(slot.clone());
    slot.0.set(Some(Rest { next: 0, result: result.clone() }));
    drop(slot);
    resolver.fire(Ok(VALUE));
    while let Some((resolver, outcome)) = inbox::take() {
        resolver.fire(outcome);
    }
    drop(resolver);
    black_box(result).take().expect("it was fired")
}

/// A member's slot: the counter and the vector, and its place there.
struct Member {
    gathering: Rc<RefCell<Gathering>>,
    index: usize,
}

impl Fire for Cell<Option<Member>> {
    fn fire(&self, outcome: Outcome) {
        let Member { gathering, index } = self.take().expect("it is gathered");
        gathering.borrow_mut().arrive(index, outcome);
    }
}

#[inline(never)]
fn gathered() -> Outcome {
    let gathering = Gathering::of(MEMBERS);
    let slots: Vec<Rc<Cell<Option<Member>>>> = (0..MEMBERS).map(|_| Rc::default()).collect();
    let resolvers: Vec<Rc<dyn Fire>> = slots.iter().map(|slot| slot.clone() as Rc<dyn Fire>).collect();
    let resolvers = black_box(resolvers);
    for (index, slot) in slots.into_iter().enumerate() {
        slot.set(Some(Member { gathering: gathering.clone(), index }));
    }
    for (resolver, n) in resolvers.into_iter().zip(0..) {
        resolver.fire(Ok(n));
    }
    gathering.borrow().sum()
}

/// Where the loop is.
struct Loop {
    n: i64,
    done: Rc<Cell<Option<Outcome>>>,
}

impl Fire for Cell<Option<Loop>> {
    fn fire(&self, outcome: Outcome) {
        let Loop { n, done } = self.take().expect("the loop waits for it");
        match outcome {
            Ok(one) if n + one < STEPS => wait(Loop { n: n + one, done }),
            Ok(one) => done.set(Some(Ok(n + one))),
            Err(bad) => done.set(Some(Err(bad))),
        }
    }
}

fn wait(goes_on: Loop) {
    let slot = Rc::new(Cell::new(None));
    inbox::put((slot.clone(), step(1, 0)));
    slot.set(Some(goes_on));
}

#[inline(never)]
fn looped() -> Outcome {
    let done = Rc::new(Cell::new(None));
    wait(Loop { n: 0, done: done.clone() });
    while let Some((resolver, outcome)) = inbox::take() {
        resolver.fire(outcome);
    }
    done.take().expect("it was fired")
}
