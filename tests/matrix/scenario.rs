//! What a cell is made of besides its kind.

use crate::world::Seen;

/// How the source comes to its result, or does not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    ReadyValue,
    ReadyError,
    Succeeds,
    Fails,
    /// Its resolver is dropped before the stage is there.
    Gone,
    /// Its resolver is dropped.
    Goes,
    /// Its resolver is forgotten.
    Forgotten,
}

pub const SOURCES: [Source; 7] = [
    Source::ReadyValue,
    Source::ReadyError,
    Source::Succeeds,
    Source::Fails,
    Source::Gone,
    Source::Goes,
    Source::Forgotten,
];

/// What else happens from outside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outside {
    Nothing,
    /// The source is cancelled before the stage is there.
    CancelBefore,
    /// The end is cancelled before the source fires.
    Cancel,
    /// The end is cancelled after the source has fired, when nothing else has happened yet.
    CancelAfter,
    /// The end is dropped before the source fires.
    Drop,
    /// The end is forgotten before the source fires.
    Forget,
    /// All else comes first: what the stage waits for, the time, the turn of whoever waits.
    OthersFirst,
}

pub const OUTSIDES: [Outside; 7] = [
    Outside::Nothing,
    Outside::CancelBefore,
    Outside::Cancel,
    Outside::CancelAfter,
    Outside::Drop,
    Outside::Forget,
    Outside::OthersFirst,
];

/// What is done at the place.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u32)]
pub enum Act {
    Panic,
    /// A chain of its own is made, and comes to its end.
    FreshChain,
    SucceedSource,
    FailSource,
    DropSource,
    ForgetSource,
    SucceedInner,
    FailInner,
    DropInner,
    ForgetInner,
    Cancel,
    CancelSource,
    Attach,
    AttachFinally,
    ChainInto,
    DropEnd,
    ForgetEnd,
    Print,
    /// What else waits for its turn has it.
    Turn,
}

pub const ACTS: [Act; 19] = [
    Act::Panic,
    Act::FreshChain,
    Act::SucceedSource,
    Act::FailSource,
    Act::DropSource,
    Act::ForgetSource,
    Act::SucceedInner,
    Act::FailInner,
    Act::DropInner,
    Act::ForgetInner,
    Act::Cancel,
    Act::CancelSource,
    Act::Attach,
    Act::AttachFinally,
    Act::ChainInto,
    Act::DropEnd,
    Act::ForgetEnd,
    Act::Print,
    Act::Turn,
];

impl Act {
    pub fn bit(self) -> u32 {
        1 << self as u32
    }

    /// What has to be there.
    pub fn needs(self) -> &'static str {
        match self {
            Act::Panic => "no other panic",
            Act::FreshChain => "nothing",
            Act::SucceedSource | Act::FailSource | Act::DropSource | Act::ForgetSource => "the resolver",
            Act::SucceedInner | Act::FailInner | Act::DropInner | Act::ForgetInner => {
                "what a stage waits for"
            }
            Act::CancelSource => "the source",
            Act::Cancel
            | Act::Attach
            | Act::AttachFinally
            | Act::ChainInto
            | Act::DropEnd
            | Act::ForgetEnd
            | Act::Print => "the end",
            Act::Turn => "somebody's turn",
        }
    }

    pub fn forgets(self) -> bool {
        matches!(self, Act::ForgetSource | Act::ForgetInner | Act::ForgetEnd)
    }
}

/// What a cell came to.
pub struct Came {
    pub seen: Seen,
    /// How often a panic came out of something that was done.
    pub panics: usize,
}
