//! Checks of a chain against its flavour: that it may hold each callback, and poll each future.
//!
//! Unlike most traits of [`diagnostics`](crate::diagnostics), these are implemented for the types themselves, which
//! give the answer.

use super::callback::Callback;
use super::flavour_witness::FlavourWitness;
use super::verdict::{Asked, NEVER, Verdict};
#[cfg(feature = "std")]
use crate::flavour::ThisThread;
use crate::flavour::{AnyThread, Carries, Checked, CheckedSend, Flavour};
use core::marker::PhantomData;

/// A chain of the flavour `Self` carries the callback `F`.
#[diagnostic::on_unimplemented(
    message = "this callback holds something that cannot go to another thread [E-callback-is-not-send]",
    label = "is not `Send`",
    note = "it runs wherever the chain is fired: let it hold an `Arc` in place of an `Rc`, a `Mutex` in place of a `RefCell`, or bring the Deferred to this thread by an `Inbox`; see `deferred::mistakes::e_callback_is_not_send`"
)]
pub trait CarriesCallback<F>: Flavour {
    /// The witness is passed twice so that rustc blames the callback and not the witness. The check is made for
    /// each callback, so the chain need not be checked once more.
    #[doc(hidden)]
    fn __ask<O, Base>(
        flavour: FlavourWitness<Self>,
        given: (FlavourWitness<Self>, Callback<F, O, Base>),
    ) -> Callback<CheckedSend<F, Self>, O, Base>;
}

#[diagnostic::do_not_recommend]
impl<Thread: Flavour + Carries<F>, F> CarriesCallback<F> for Thread {
    #[inline]
    fn __ask<O, Base>(
        _: FlavourWitness<Self>,
        (_, callback): (FlavourWitness<Self>, Callback<F, O, Base>),
    ) -> Callback<CheckedSend<F, Self>, O, Base> {
        Callback { run: CheckedSend { it: callback.run, _checked: Checked::YES }, gives: PhantomData }
    }
}

/// A chain of the flavour `Self` polls the future `F`.
#[diagnostic::on_unimplemented(
    message = "the future that this callback gives holds something that cannot go to another thread [E-future-is-not-send]",
    label = "is not `Send`",
    note = "it is polled wherever what it awaits is fired: let it hold an `Arc` in place of an `Rc`, await Deferreds of `threads::pending`, or bring the Deferred to this thread by an `Inbox`; see `deferred::mistakes::e_future_is_not_send`"
)]
pub trait PollsFuture<F> {
    #[doc(hidden)]
    type Answer<Types>;
}

#[cfg(feature = "std")]
#[diagnostic::do_not_recommend]
impl<F> PollsFuture<F> for ThisThread {
    type Answer<Types> = Types;
}

#[diagnostic::do_not_recommend]
impl<F: Send> PollsFuture<F> for AnyThread {
    type Answer<Types> = Types;
}

/// The verdict that the flavour polls the future `F`.
pub struct Polled<F, Thread>(PhantomData<fn() -> (F, Thread)>);

impl<F, Thread: PollsFuture<F>> Verdict for Polled<F, Thread> {
    type Answer<Types> = Thread::Answer<Types>;

    fn __ask<Types>(_: Asked<Self, Types>, _: Asked<Self, Types>) -> Thread::Answer<Types> {
        unreachable!("{NEVER}")
    }
}
