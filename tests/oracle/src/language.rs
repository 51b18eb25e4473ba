//! The programs, as they are written in JSON.

use serde::Deserialize;
use serde::de::{self, Deserializer};
use std::rc::Rc;

/// The place of a Deferred and of the resolver that was made with it.
pub type Slot = usize;

/// A step of a program, or of what a callback does before it gives.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Instruction {
    /// A pair.
    Make(Slot),
    /// A pair whose canceller does this.
    Cancellable(Slot, Rc<[Instruction]>),
    /// A Deferred that has this value already.
    Succeed(Slot, i64),
    /// A Deferred that has failed with this error already.
    Failed(Slot, Fault),
    /// Fires a resolver with a value.
    Fire(Slot, i64),
    /// Fires a resolver with an error.
    Fail(Slot, Fault),
    /// Drops a resolver.
    Abandon(Slot),
    /// Attaches stages, one after the other.
    Attach(Slot, Vec<Stage>),
    /// Sends what comes out of a Deferred to a resolver.
    Chain(Slot, Slot),
    /// A list of the members that are still there.
    List(Slot, Vec<Slot>, Vec<Flag>),
    /// All the values of the members that are still there, or the first failure.
    Gather(Slot, Vec<Slot>),
    /// The first value of the members that are still there; the others are cancelled.
    Race(Slot, Vec<Slot>),
    /// Cancels a Deferred.
    Cancel(Slot),
    /// Gives a Deferred so many seconds.
    Timeout(Slot, u64),
    /// Lets so many seconds go by.
    Advance(u64),
    /// Drops a Deferred.
    Drop(Slot),
    /// Takes the result of a Deferred, if it is there.
    Result(Slot),
}

/// What a list does beside waiting for all.
#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// The first value is the result.
    Callback,
    /// The first failure is the result.
    Errback,
    /// Late failures are dropped.
    Consume,
}

/// A stage.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// `then`.
    Then(Rc<Body>),
    /// `catch` of these errors.
    Catch(Rc<[Kind]>, Rc<Body>),
    /// `catch` of whatever is in flight.
    CatchAll(Rc<Body>),
    /// `then .. else ..`.
    ThenElse(Rc<Body>, Rc<Body>),
    /// `both`.
    Both(Rc<Body>),
    /// `inspect`.
    Inspect(Rc<Body>),
    /// `finally`.
    Finally(Rc<Body>),
}

/// A callback: its name in the trace, what it does, and what it gives then.
#[derive(Deserialize, Debug)]
pub struct Body {
    /// Its name in the trace.
    pub id: u32,
    /// What it does before it gives.
    #[serde(default)]
    pub does: Vec<Instruction>,
    /// What it gives.
    pub gives: Gives,
}

/// What a callback gives.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Gives {
    /// A value.
    Value(i64),
    /// What it was given: a failure is passed on.
    Same,
    /// It fails.
    Raise(Fault),
    /// A Deferred that has this value.
    Succeed(i64),
    /// A Deferred that has failed.
    Failed(Fault),
    /// A Deferred that it took from a slot when it was attached.
    Held(Slot),
    /// A Deferred that it takes from a slot when it runs.
    Taken(Slot),
    /// Passes the failure on if it is none of these, and otherwise gives something else.
    Trap(Vec<Kind>, Box<Gives>),
}

impl Gives {
    /// The slot of the Deferred that a callback holds.
    pub fn holds(&self) -> Option<Slot> {
        match self {
            Gives::Held(slot) => Some(*slot),
            Gives::Trap(_, then) => then.holds(),
            _ => None,
        }
    }
}

/// The type of an error.
#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An error of the program.
    A,
    /// An error of the program.
    B,
    /// An error of the program.
    C,
    /// It was cancelled.
    Cancelled,
    /// It took too long.
    TimedOut,
    /// The first failure of a list.
    First,
    /// All members failed.
    All,
}

/// An error of the program with its number: `A7`.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// `A`, `B` or `C`.
    pub kind: Kind,
    /// A number that no other error of the program has.
    pub number: u32,
}

impl<'de> Deserialize<'de> for Fault {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        let number =
            |rest: &str| rest.parse().map_err(|_| de::Error::custom(format!("`{text}` has no number")));
        match text.split_at_checked(1) {
            Some(("A", rest)) => Ok(Fault { kind: Kind::A, number: number(rest)? }),
            Some(("B", rest)) => Ok(Fault { kind: Kind::B, number: number(rest)? }),
            Some(("C", rest)) => Ok(Fault { kind: Kind::C, number: number(rest)? }),
            _ => Err(de::Error::custom(format!("`{text}` is no error of a program"))),
        }
    }
}
