//! Flavours: whether a Deferred, and with it its callbacks, stays on its thread or crosses threads.
//!
//! A flavour brings the cell under the Deferreds ([`contract`]), and says which types they may hold ([`carries`]).
//! Values that cross threads must be `Send`, and the compiler must check that at the user's own types. So each
//! method asks `Flavour: Carries<F>` of the callback itself, and passes it on as a value that is [`SendIf`], beside
//! a step that captures nothing.

pub(crate) mod carries;
mod contract;
pub(crate) mod listing;
pub(crate) mod maybe_ready;
pub(crate) mod send_claims;
pub(crate) mod shared;
#[doc(hidden)]
pub mod spans;

pub use carries::{AnyThread, Carries, ThisThread};
pub(crate) use carries::{Checked, CheckedSend, SendIf, Wrap};
pub use contract::{
    CancelGroup, Canceller, CellHandle, CellReceiver, CellSender, CrossesThreads, Flavour, MaybeReady,
    OneFlavour, Payload, VisitHandles,
};
pub(crate) use contract::{Source, TOLD, View};
pub(crate) use shared::SharedCell;
