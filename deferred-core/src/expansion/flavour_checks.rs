//! Checks of a chain against its flavour: that it may hold each callback, and wait for each reply.
//!
//! Unlike most traits of [`diagnostics`](crate::diagnostics), these are implemented for the types themselves, which
//! give the answer.

use super::awaited::Here;
use super::callback::Callback;
use super::flavour_witness::FlavourWitness;
use super::stage_types::StageTypes;
use crate::diagnostics::{IsAwaited, NotAwaited};
#[cfg(feature = "std")]
use crate::flavour::ThisThread;
use crate::flavour::{AnyThread, Carries, CheckedSend, Flavour};
use crate::stages::{ByFuture, BySameDeferred, BySameResult, Form, Inferred};
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
        Callback { run: CheckedSend::new(callback.run), gives: PhantomData }
    }
}

/// A chain waits for a callback's reply: `Self` is the form of that, or a Deferred of the other flavour.
#[diagnostic::on_unimplemented(
    message = "this chain cannot wait for `{Self}`: one stays on its thread, the other crosses threads [E-two-flavours]",
    label = "gives `{Self}`",
    note = "an `Inbox` brings one that crosses threads to this thread; a chain that crosses threads waits for one of `threads::pending`; see `deferred::mistakes::e_two_flavours`"
)]
pub trait CanBeAwaitedHere: Sized {
    /// What is known once the rule is kept.
    #[doc(hidden)]
    type Answer<Types>;

    #[doc(hidden)]
    fn __ask<U, Base, All, Lifting>(
        once: StageTypes<U, Base, All, Self, Lifting>,
        again: StageTypes<U, Base, All, Self, Lifting>,
    ) -> Self::Answer<StageTypes<U, Base, All, Self, Lifting>>;
}

macro_rules! can_be_awaited_here {
    ($form:ty $(, $how:ident)?) => {
        #[diagnostic::do_not_recommend]
        impl<$($how: Form)?> CanBeAwaitedHere for $form {
            type Answer<Types> = Types;

            #[inline]
            fn __ask<U, Base, All, Lifting>(
                once: StageTypes<U, Base, All, Self, Lifting>,
                _: StageTypes<U, Base, All, Self, Lifting>,
            ) -> StageTypes<U, Base, All, Self, Lifting> {
                once
            }
        }
    };
}
can_be_awaited_here!(BySameResult);
can_be_awaited_here!(BySameDeferred);
can_be_awaited_here!(Inferred<How>, How);

/// A chain of the flavour `Self` polls the future `F`.
#[diagnostic::on_unimplemented(
    message = "the future that this callback gives holds something that cannot go to another thread [E-future-is-not-send]",
    label = "is not `Send`",
    note = "it is polled wherever what it awaits is fired: let it hold an `Arc` in place of an `Rc`, await Deferreds of `threads::pending`, or bring the Deferred to this thread by an `Inbox`; see `deferred::mistakes::e_future_is_not_send`"
)]
pub trait PollsFuture<F> {
    #[doc(hidden)]
    type Answer<Types>;

    #[doc(hidden)]
    fn answer<Types>(types: Types) -> Self::Answer<Types>;
}

#[cfg(feature = "std")]
#[diagnostic::do_not_recommend]
impl<F> PollsFuture<F> for ThisThread {
    type Answer<Types> = Types;

    #[inline]
    fn answer<Types>(types: Types) -> Types {
        types
    }
}

#[diagnostic::do_not_recommend]
impl<F: Send> PollsFuture<F> for AnyThread {
    type Answer<Types> = Types;

    #[inline]
    fn answer<Types>(types: Types) -> Types {
        types
    }
}

impl<How, F, Thread: PollsFuture<F>> CanBeAwaitedHere for ByFuture<How, Here<F, Thread>> {
    type Answer<Types> = Thread::Answer<Types>;

    #[inline]
    fn __ask<U, Base, All, Lifting>(
        once: StageTypes<U, Base, All, Self, Lifting>,
        _: StageTypes<U, Base, All, Self, Lifting>,
    ) -> Thread::Answer<StageTypes<U, Base, All, Self, Lifting>> {
        Thread::answer(once)
    }
}

impl<F: IsAwaited> CanBeAwaitedHere for NotAwaited<F> {
    type Answer<Types> = F::Answer<Types>;

    fn __ask<U, Base, All, Lifting>(
        _: StageTypes<U, Base, All, Self, Lifting>,
        _: StageTypes<U, Base, All, Self, Lifting>,
    ) -> F::Answer<StageTypes<U, Base, All, Self, Lifting>> {
        unreachable!("nobody implements it")
    }
}
