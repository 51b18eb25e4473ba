//! Messages about flavours: what stays on its thread, and what crosses threads.

use core::marker::PhantomData;

/// A callback's reply is awaited by somebody.
#[diagnostic::on_unimplemented(
    message = "this callback gives `{Self}`, which the chain would carry on and nobody would ever await or fire [E-future-not-awaited]",
    label = "gives `{Self}`",
    note = "give the future itself, which the chain waits for, or what it comes to, with `.await`; of a pair give the Deferred, and keep the resolver; see `deferred::mistakes::e_future_not_awaited`"
)]
pub trait IsAwaited {
    #[doc(hidden)]
    type Answer<Types>;
}

/// A chain with the reply `F` does not wait for it.
#[doc(hidden)]
pub struct NotAwaited<F>(PhantomData<F>);

super::rules! {
    /// A chain is of the flavour `X`, which is a type parameter.
    #[diagnostic::on_unimplemented(
        message = "a chain stays on its thread or crosses threads, and `{X}` may be either [E-flavour-is-open]",
        label = "`{X}` is not known",
        note = "of each callback it asks whether it may go where the chain goes, which nothing says of a type parameter: name `ThisThread`, or `AnyThread` in a function of its own; see `deferred::mistakes::e_flavour_is_open`"
    )]
    IsOfOneFlavour

    /// An `X` stands among Deferreds of the flavour `T`.
    #[diagnostic::on_unimplemented(
        message = "`{X}` cannot be waited for beside the first of these: one stays on its thread, the other crosses threads [E-two-flavours]",
        label = "this is `{X}`, the first is of `{T}`",
        note = "an `Inbox` brings one that crosses threads to this thread; beside one that crosses threads stand those of `threads::pending`; see `deferred::mistakes::e_two_flavours`"
    )]
    CanJoinBeside

    /// A chain whose flavour is `T` ends with an `X`.
    #[diagnostic::on_unimplemented(
        message = "the chain comes to `{X}`, which cannot go to another thread [E-value-is-not-send]",
        label = "`{X}` is not `Send`",
        note = "it is made where the chain is fired, and taken elsewhere: an `Arc` could stand for an `Rc`, or an `Inbox` bring the Deferred to this thread first; see `deferred::mistakes::e_value_is_not_send`"
    )]
    CanSend
}
