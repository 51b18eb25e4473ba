//! Every kind of stage, put around a Deferred. The same for both flavours.

mod aggregates;
mod chains;
mod clock;
mod futures;
mod links;
mod loops;
mod methods;
mod primitives;
mod timed;

use super::cell::Kind;

/// All of them, with the module that each is of.
pub fn all() -> impl Iterator<Item = &'static Kind> {
    let modules = [
        methods::KINDS,
        chains::KINDS,
        aggregates::KINDS,
        primitives::KINDS,
        loops::KINDS,
        timed::KINDS,
        links::KINDS,
        futures::KINDS,
        super::own::KINDS,
    ];
    modules.into_iter().flatten()
}

/// What callbacks give that needs more than a line.
pub mod replies {
    use super::super::cell::{D, R, inner};
    use super::super::flavour::{Deferred, settled};
    use crate::world::Value;

    /// A value in place of the one that goes.
    pub fn other(value: Value) -> Value {
        drop(value);
        Value::new()
    }

    pub fn ready() -> D {
        settled(Ok(Value::new()))
    }

    pub fn nothing_yet() -> Deferred<(), R> {
        inner().map(drop)
    }
}
