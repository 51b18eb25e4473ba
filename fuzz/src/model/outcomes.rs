//! The outcomes of the model, and the errors of each kind of Deferred.

use super::{CannotTell, Told};
use crate::program::{Out, Seen, Token};

/// The error of a failure.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Error {
    E(u32),
    F(u32),
    Cancelled,
    Abandoned,
    TimedOut,
}

pub(super) type Outcome = Result<u32, Error>;

/// The errors of the set that goes with a kind: one of each, in order.
pub(super) fn set(kind: u8) -> &'static [Error] {
    use Error::*;
    match kind {
        0 => &[],
        1 | 5 => &[Cancelled],
        2 => &[E(0), Cancelled],
        3 => &[F(0), Abandoned],
        4 => &[E(0), F(0), Cancelled, Abandoned, TimedOut],
        _ => &[E(0)],
    }
}

pub(super) fn has(kind: u8, error: Error) -> bool {
    set(kind).contains(&error)
}

pub(super) fn see(outcome: Outcome) -> Seen {
    match outcome {
        Ok(value) => Seen::Value(value),
        Err(Error::E(label) | Error::F(label)) => Seen::Error(label),
        Err(Error::Cancelled) => Seen::Cancelled,
        Err(Error::Abandoned) => Seen::Abandoned,
        Err(Error::TimedOut) => Seen::TimedOut,
    }
}

/// A value of the kind; values of one kind have no label.
pub(super) fn value(kind: u8, label: u32) -> u32 {
    if kind == 5 { 0 } else { label }
}

pub(super) fn outcome_of(kind: u8, out: &Out) -> Outcome {
    match out {
        Out::Value(token) => Ok(value(kind, token.label)),
        Out::Error(_, token) if set(kind).is_empty() => Ok(value(kind, token.label)),
        Out::Error(which, token) => Err(match set(kind)[*which as usize % set(kind).len()] {
            Error::E(_) => Error::E(token.label),
            Error::F(_) => Error::F(token.label),
            signal => signal,
        }),
    }
}

/// The guide has no rule about a drop, a `Debug` or a `Clone` with a script.
pub(super) fn is_plain(token: &Token) -> Told {
    if token.on_drop.is_empty() && token.on_look.is_empty() { Ok(()) } else { Err(CannotTell) }
}

pub(super) fn plain(out: &Out) -> Told {
    match out {
        Out::Value(token) | Out::Error(_, token) => is_plain(token),
    }
}
