//! Runs a program.

use crate::callback::Callback;
use crate::errors::{All, Dynamic, Firing, Value, Written};
use crate::language::{Instruction, Kind, Slot, Stage};
use crate::trace::note;
use crate::{macros, methods, several};
use deferred::{Cancelled, Deferred, Failure, TestClock};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

/// How stages are attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By the methods.
    Methods,
    /// By `chain!`.
    Macros,
}

/// What a program holds. What is not there, because it was moved, cannot be used: an instruction then does nothing.
pub struct World {
    way: Way,
    firing: RefCell<Vec<Option<Firing>>>,
    held: RefCell<Vec<Option<Dynamic>>>,
    clock: TestClock,
    /// The resolvers whose cancellers said what comes of it.
    answered: RefCell<Vec<Firing>>,
}

/// A stage with its callbacks, which hold what they need.
pub enum Prepared {
    /// `then`.
    Then(Callback),
    /// `catch` of these errors.
    Catch(Rc<[Kind]>, Callback),
    /// `catch` of whatever is in flight.
    CatchAll(Callback),
    /// `then .. else ..`.
    ThenElse(Callback, Callback),
    /// `both`.
    Both(Callback),
    /// `inspect`.
    Inspect(Callback),
    /// `finally`.
    Finally(Callback),
}

/// Runs a program to its end, at which what is left is dropped.
pub fn run(program: &[Instruction], way: Way) {
    let world = Rc::new(World {
        way,
        firing: RefCell::default(),
        held: RefCell::default(),
        clock: TestClock::new(),
        answered: RefCell::default(),
    });
    world.run_all(program);
    note(format_args!("end"));
    drop(world.held.take());
    drop(world.firing.take());
    drop(world.answered.take());
}

impl World {
    /// Runs one instruction after the other.
    pub fn run_all(self: &Rc<Self>, instructions: &[Instruction]) {
        for instruction in instructions {
            self.step(instruction);
        }
    }

    /// Takes the Deferred of a slot.
    pub fn take(&self, slot: Slot) -> Option<Dynamic> {
        self.held.borrow_mut().get_mut(slot).and_then(Option::take)
    }

    fn take_firing(&self, slot: Slot) -> Option<Firing> {
        self.firing.borrow_mut().get_mut(slot).and_then(Option::take)
    }

    fn take_all(&self, slots: &[Slot]) -> Vec<Dynamic> {
        slots.iter().filter_map(|slot| self.take(*slot)).collect()
    }

    fn keep(&self, slot: Slot, deferred: Dynamic) {
        put(&mut self.held.borrow_mut(), slot, deferred);
    }

    fn keep_pair(&self, slot: Slot, (firing, deferred): (Firing, Dynamic)) {
        put(&mut self.firing.borrow_mut(), slot, firing);
        self.keep(slot, deferred);
    }

    fn step(self: &Rc<Self>, instruction: &Instruction) {
        match instruction {
            Instruction::Make(slot) => self.keep_pair(*slot, Deferred::pending()),
            Instruction::Cancellable(slot, does) => self.keep_pair(*slot, self.cancellable(*slot, does)),
            Instruction::Succeed(slot, value) => self.keep(*slot, Deferred::succeed(Value::Number(*value))),
            Instruction::Failed(slot, fault) => self.keep(*slot, fault.failed()),
            Instruction::Fire(slot, value) => {
                if let Some(firing) = self.take_firing(*slot) {
                    firing.succeed(Value::Number(*value));
                }
            }
            Instruction::Fail(slot, fault) => {
                if let Some(firing) = self.take_firing(*slot) {
                    fault.fire(firing);
                }
            }
            Instruction::Abandon(slot) => drop(self.take_firing(*slot)),
            Instruction::Attach(slot, stages) => {
                if let Some(deferred) = self.take(*slot) {
                    let stages = stages.iter().map(|stage| self.prepared(stage)).collect();
                    let deferred = match self.way {
                        Way::Methods => methods::attach(deferred, stages),
                        Way::Macros => macros::attach(deferred, stages),
                    };
                    self.keep(*slot, deferred);
                }
            }
            Instruction::Chain(source, target) => self.chain(*source, *target),
            Instruction::List(slot, members, flags) => {
                if let Some(result) = several::list(self.take_all(members), flags) {
                    self.keep(*slot, result);
                }
            }
            Instruction::Gather(slot, members) => self.keep(*slot, several::gather(self.take_all(members))),
            Instruction::Race(slot, members) => {
                if let Some(result) = several::race(self.take_all(members)) {
                    self.keep(*slot, result);
                }
            }
            Instruction::Cancel(slot) => {
                if let Some(deferred) = self.take(*slot) {
                    match self.way {
                        Way::Methods => deferred.cancel(),
                        Way::Macros => deferred.cancel_handle().cancel(),
                    }
                    self.keep(*slot, deferred);
                }
            }
            Instruction::Timeout(slot, seconds) => {
                if let Some(deferred) = self.take(*slot) {
                    let after = Duration::from_secs(*seconds);
                    self.keep(*slot, self.timed(deferred, after));
                }
            }
            Instruction::Advance(seconds) => self.clock.advance(Duration::from_secs(*seconds)),
            Instruction::Drop(slot) => drop(self.take(*slot)),
            Instruction::Result(slot) => self.result(*slot),
        }
    }

    /// A pair with a canceller that does something; in the other way one that says what comes of it, if that is a value.
    fn cancellable(self: &Rc<Self>, slot: Slot, does: &Rc<[Instruction]>) -> (Firing, Dynamic) {
        let (world, does) = (self.clone(), does.clone());
        match *does {
            [Instruction::Fire(own, value)] if self.way == Way::Macros && own == slot => {
                Deferred::cancellable_with(move || {
                    note(format_args!("canceller {slot}"));
                    let firing = world.take_firing(slot).ok_or(Cancelled)?;
                    world.answered.borrow_mut().push(firing);
                    Ok::<_, Cancelled>(Value::Number(value))
                })
            }
            _ => Deferred::cancellable(move || {
                note(format_args!("canceller {slot}"));
                world.run_all(&does);
            }),
        }
    }

    /// A Deferred with a timeout; in the other way one that says itself what becomes of a cancel.
    fn timed(&self, deferred: Dynamic, after: Duration) -> Dynamic {
        match self.way {
            Way::Methods => deferred.timeout(&self.clock, after),
            Way::Macros => deferred.timeout_with(&self.clock, after, |outcome, timed_out| match outcome {
                Err(failure) if failure.is::<Cancelled>() => Err(Failure::<All>::new(timed_out)),
                other => other,
            }),
        }
    }

    fn chain(&self, source: Slot, target: Slot) {
        let Some(deferred) = self.take(source) else { return };
        match self.take_firing(target) {
            Some(firing) => deferred.chain_into(firing),
            None => self.keep(source, deferred),
        }
    }

    fn result(&self, slot: Slot) {
        let Some(deferred) = self.take(slot) else { return };
        match deferred.try_outcome() {
            Ok(outcome) => note(format_args!("result {slot}: {:?}", Written(&outcome))),
            Err(pending) => {
                note(format_args!("result {slot}: pending"));
                self.keep(slot, pending);
            }
        }
    }

    fn prepared(self: &Rc<Self>, stage: &Stage) -> Prepared {
        let new = |body| Callback::new(self, body);
        match stage {
            Stage::Then(body) => Prepared::Then(new(body)),
            Stage::Catch(kinds, body) => Prepared::Catch(kinds.clone(), new(body)),
            Stage::CatchAll(body) => Prepared::CatchAll(new(body)),
            Stage::ThenElse(body, otherwise) => Prepared::ThenElse(new(body), new(otherwise)),
            Stage::Both(body) => Prepared::Both(new(body)),
            Stage::Inspect(body) => Prepared::Inspect(new(body)),
            Stage::Finally(body) => Prepared::Finally(new(body)),
        }
    }
}

fn put<T>(slots: &mut Vec<Option<T>>, slot: Slot, content: T) {
    if slots.len() <= slot {
        slots.resize_with(slot + 1, || None);
    }
    slots[slot] = Some(content);
}
