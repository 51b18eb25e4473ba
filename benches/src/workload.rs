//! The workloads, with their names and sizes.

use crate::callbacks::{BAD, Outcome, VALUE};
use std::fmt;
use std::str::FromStr;

/// A workload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Workload {
    /// A chain on a source that is ready.
    W1,
    /// Make the pair, attach the chain, fire.
    W2,
    /// W2, failing at the source.
    W3,
    /// Each of the eight stages returns a Deferred that is ready.
    W4,
    /// Each of the eight stages returns a Deferred that is fired later.
    W4b,
    /// A thousand members are gathered.
    W5,
    /// A loop of a million steps that each wait.
    W6,
    /// Ten thousand chains are made here and fired by another thread.
    W7,
    /// A future is begun and awaits a Deferred, which is then fired.
    W8,
}

/// How many Deferreds W5 gathers.
pub(crate) const MEMBERS: i64 = 1_000;
/// How many steps W6 takes: without optimization fewer, since there only its result is looked at.
pub(crate) const STEPS: i64 = if cfg!(debug_assertions) { 10_000 } else { 1_000_000 };
/// How many chains go to the other thread at once in W7.
pub(crate) const HAND_OVERS: i64 = 10_000;
/// How many stages of W4b wait.
pub(crate) const WAITS: i64 = 8;
/// The number that the future of W8 adds to the awaited value: as much as the stages of a chain.
pub(crate) const ADDED: i64 = WAITS * (WAITS - 1) / 2;

impl Workload {
    /// All workloads, in the order of the tables.
    pub const ALL: [Workload; 9] = [
        Workload::W1,
        Workload::W2,
        Workload::W3,
        Workload::W4,
        Workload::W4b,
        Workload::W5,
        Workload::W6,
        Workload::W7,
        Workload::W8,
    ];

    /// The title in the tables.
    pub fn title(self) -> &'static str {
        match self {
            Workload::W1 => "ready chain of ten stages",
            Workload::W2 => "make the pair, attach ten stages, fire",
            Workload::W3 => "the same, failing at the source",
            Workload::W4 => "eight stages give ready Deferreds",
            Workload::W4b => "eight stages give pending Deferreds",
            Workload::W5 => "gather 1,000, per member",
            Workload::W6 => "a loop of 1,000,000 waits, per step",
            Workload::W7 => "fired by another thread, per chain",
            Workload::W8 => "a future begins, awaits, and is woken",
        }
    }

    /// How many operations one run is: figures are for one of them.
    pub fn operations(self) -> u32 {
        match self {
            Workload::W5 => MEMBERS as u32,
            Workload::W6 => STEPS as u32,
            Workload::W7 => HAND_OVERS as u32,
            _ => 1,
        }
    }

    /// The outcome of every contender.
    pub fn expected(self) -> Outcome {
        let chain = VALUE + ADDED;
        match self {
            Workload::W1 | Workload::W2 | Workload::W4 | Workload::W4b | Workload::W8 => Ok(chain),
            Workload::W3 => Ok(BAD.0),
            Workload::W5 => Ok((0..MEMBERS).sum()),
            Workload::W6 => Ok(STEPS),
            Workload::W7 => Ok(chain * HAND_OVERS),
        }
    }
}

impl fmt::Display for Workload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// There is no workload of that name.
#[derive(Debug)]
pub struct UnknownWorkload(String);

impl fmt::Display for UnknownWorkload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = Workload::ALL.map(|workload| workload.to_string()).join(", ");
        write!(f, "no workload {:?}; there are {known}", self.0)
    }
}

impl std::error::Error for UnknownWorkload {}

impl FromStr for Workload {
    type Err = UnknownWorkload;

    fn from_str(name: &str) -> Result<Self, UnknownWorkload> {
        let found =
            Workload::ALL.into_iter().find(|workload| workload.to_string().eq_ignore_ascii_case(name));
        found.ok_or_else(|| UnknownWorkload(name.to_owned()))
    }
}
