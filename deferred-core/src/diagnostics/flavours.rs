//! What crosses threads.

use super::Proof;
use crate::expansion::{Callback, FlavourWitness, Here, StageTypes};
#[cfg(feature = "std")]
use crate::flavour::ThisThread;
use crate::flavour::{AnyThread, Carries, CheckedSend, Flavour};
use crate::stages::{ByFuture, BySameDeferred, BySameResult, Form, Inferred};

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
        callback.checked_send()
    }
}

/// A chain waits for what its callback gives: `Self` is the form of that, or a Deferred of the other flavour.
#[diagnostic::on_unimplemented(
    message = "this chain cannot wait for `{Self}`: one stays on its thread, the other crosses threads [E-two-flavours]",
    label = "gives `{Self}`",
    note = "an `Inbox` brings one that crosses threads to this thread; a chain that crosses threads waits for one of `threads::pending`"
)]
pub trait WaitedForHere: Sized {
    /// Whether the callback can give something that waits, and that the rule is kept.
    #[doc(hidden)]
    type Answer;

    #[doc(hidden)]
    fn __ask<U, Base, All, Lifting>(
        once: StageTypes<U, Base, All, Self, Lifting>,
        again: StageTypes<U, Base, All, Self, Lifting>,
    ) -> Self::Answer;
}

macro_rules! waited_for_here {
    ($form:ty $(, $how:ident)?) => {
        #[diagnostic::do_not_recommend]
        impl<$($how: Form)?> WaitedForHere for $form {
            type Answer = (bool, Proof);

            #[inline]
            fn __ask<U, Base, All, Lifting>(
                _: StageTypes<U, Base, All, Self, Lifting>,
                _: StageTypes<U, Base, All, Self, Lifting>,
            ) -> (bool, Proof) {
                (Self::WAITS, Proof)
            }
        }
    };
}
waited_for_here!(BySameResult);
waited_for_here!(BySameDeferred);
waited_for_here!(Inferred<How>, How);

/// A chain of the flavour `Self` polls the future `F`.
#[diagnostic::on_unimplemented(
    message = "the future that this callback gives holds something that cannot go to another thread [E-future-is-not-send]",
    label = "is not `Send`",
    note = "it is polled wherever what it awaits is fired: let it hold an `Arc` in place of an `Rc`, await Deferreds of `threads::pending`, or bring the Deferred to this thread by an `Inbox`"
)]
pub trait PollsFuture<F> {
    #[doc(hidden)]
    type Answer;

    #[doc(hidden)]
    const ANSWER: Self::Answer;
}

#[cfg(feature = "std")]
#[diagnostic::do_not_recommend]
impl<F> PollsFuture<F> for ThisThread {
    type Answer = (bool, Proof);
    const ANSWER: (bool, Proof) = (true, Proof);
}

#[diagnostic::do_not_recommend]
impl<F: Send> PollsFuture<F> for AnyThread {
    type Answer = (bool, Proof);
    const ANSWER: (bool, Proof) = (true, Proof);
}

impl<How, F, Thread: PollsFuture<F>> WaitedForHere for ByFuture<How, Here<F, Thread>> {
    type Answer = Thread::Answer;

    #[inline]
    fn __ask<U, Base, All, Lifting>(
        _: StageTypes<U, Base, All, Self, Lifting>,
        _: StageTypes<U, Base, All, Self, Lifting>,
    ) -> Thread::Answer {
        Thread::ANSWER
    }
}

/// What a callback gives is awaited by somebody.
#[diagnostic::on_unimplemented(
    message = "this callback gives `{Self}`, which the chain would carry on and nobody would ever await or fire [E-future-not-awaited]",
    label = "gives `{Self}`",
    note = "give the future itself, which the chain waits for, or what it comes to, with `.await`; of a pair give the Deferred, and keep the resolver"
)]
pub trait SomebodyAwaits {
    #[doc(hidden)]
    type Answer;
}

/// A chain that is given an `F` does not wait for it.
#[doc(hidden)]
pub struct NotAwaited<F>(core::marker::PhantomData<F>);

impl<F: SomebodyAwaits> WaitedForHere for NotAwaited<F> {
    type Answer = F::Answer;

    fn __ask<U, Base, All, Lifting>(
        _: StageTypes<U, Base, All, Self, Lifting>,
        _: StageTypes<U, Base, All, Self, Lifting>,
    ) -> F::Answer {
        unreachable!("nobody implements it")
    }
}

super::rules! {
    /// A `Self` stands among Deferreds of the flavour `T`.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` cannot be waited for beside the first of these: one stays on its thread, the other crosses threads [E-two-flavours]",
        label = "this is `{Self}`, the first is of `{T}`",
        note = "an `Inbox` brings one that crosses threads to this thread; beside one that crosses threads stand those of `threads::pending`"
    )]
    WaitedForBeside

    /// A chain whose flavour is `T` ends with a `Self`.
    #[diagnostic::on_unimplemented(
        message = "the chain comes to `{Self}`, which cannot go to another thread [E-value-is-not-send]",
        label = "`{Self}` is not `Send`",
        note = "it is made where the chain is fired, and taken elsewhere: an `Arc` could stand for an `Rc`, or an `Inbox` bring the Deferred to this thread first"
    )]
    ResultIsSend
}
