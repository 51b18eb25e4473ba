//! The two flavours, and what may be held by each.

#![allow(unsafe_code)]

/// The Deferred stays on the thread that made it, and its callbacks need not be `Send`.
pub enum ThisThread {}

/// The Deferred can be fired, cancelled and taken on any thread, and its callbacks run wherever that happens.
pub enum AnyThread {}

/// An `X` may go where a Deferred of this flavour goes: to [`AnyThread`] if it is `Send`, to [`ThisThread`] in any case.
///
/// # Safety
///
/// Whoever says so of [`AnyThread`] says that `X` is `Send`.
#[diagnostic::on_unimplemented(
    message = "`{X}` cannot go to another thread, as all that is in this Deferred can [E-not-send]",
    label = "is not `Send`",
    note = "let it hold an `Arc` in place of an `Rc`, a `Mutex` in place of a `RefCell`, or bring the Deferred to this thread by an `Inbox`"
)]
pub unsafe trait Carries<X: ?Sized> {}

// SAFETY: it says nothing of other threads.
#[diagnostic::do_not_recommend]
unsafe impl<X: ?Sized> Carries<X> for ThisThread {}
// SAFETY: as the bound says.
#[diagnostic::do_not_recommend]
unsafe impl<X: ?Sized + Send> Carries<X> for AnyThread {}
