//! What crosses threads.

use crate::expansion::{Callback, Carrier};
use crate::flavour::{Assured, Carries, Flavour};

/// A chain of the flavour `Self` carries the callback `F`.
#[diagnostic::on_unimplemented(
    message = "this callback holds something that cannot go to another thread [E-callback-is-not-send]",
    label = "is not `Send`",
    note = "it runs wherever the chain is fired: let it hold an `Arc` in place of an `Rc`, a `Mutex` in place of a `RefCell`, or bring the Deferred to this thread by an `Inbox`"
)]
pub trait CarriesCallback<F>: Flavour {
    /// The carrier is given twice, so that the compiler blames the callback and not the carrier.
    #[doc(hidden)]
    fn __ask<O, Base>(
        carrier: Carrier<Self>,
        given: (Carrier<Self>, Callback<F, O, Base>),
    ) -> Callback<Assured<F, Self>, O, Base>;
}

#[diagnostic::do_not_recommend]
impl<Thread: Flavour + Carries<F>, F> CarriesCallback<F> for Thread {
    #[inline]
    fn __ask<O, Base>(
        _: Carrier<Self>,
        (_, callback): (Carrier<Self>, Callback<F, O, Base>),
    ) -> Callback<Assured<F, Self>, O, Base> {
        callback.assured()
    }
}

super::rules! {
    /// A chain whose flavour is `T` ends with a `Self`.
    #[diagnostic::on_unimplemented(
        message = "the chain comes to `{Self}`, which cannot go to another thread [E-value-is-not-send]",
        label = "`{Self}` is not `Send`",
        note = "it is made where the chain is fired, and taken elsewhere: an `Arc` could stand for an `Rc`, or an `Inbox` bring the Deferred to this thread first"
    )]
    ResultIsSend
}
