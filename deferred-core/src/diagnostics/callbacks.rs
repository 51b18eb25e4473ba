//! Messages about callbacks: their parameters, their replies, and the flavour of what they give.

use super::Impossible;
use core::marker::PhantomData;

super::rules! {
    /// A callback of `then` takes an `X`, where the chain carries a `T`.
    #[diagnostic::on_unimplemented(
        message = "the chain carries `{T}` here, but this callback takes `{X}` [E-then-takes-another-type]",
        label = "takes `{X}`, is given `{T}`",
        note = "let it take `{T}`, or put a stage before it that makes a `{X}`; what takes a reference is lent one by a closure, as in `|it| f(&it)`; for value and failure alike there is `both`; see `deferred::mistakes::e_then_takes_another_type`"
    )]
    GivesToThen

    /// A callback of `both` takes an `X`, where the outcome is a `T`.
    #[diagnostic::on_unimplemented(
        message = "`both` gives its callback the outcome, but this one takes `{X}` [E-both-takes-outcome]",
        label = "takes `{X}`, is given `{T}`",
        note = "use `then` for the value and `catch` for the failure, or match on the outcome; see `deferred::mistakes::e_both_takes_outcome`"
    )]
    GivesToBoth

    /// A callback of `inspect` takes an `X`, where it is lent a `T`.
    #[diagnostic::on_unimplemented(
        message = "`inspect` lends its callback `&{T}`, but this one takes `{X}` [E-inspect-takes-a-reference]",
        label = "takes `{X}`, is lent `&{T}`",
        note = "`inspect` only looks, and its callback gives nothing; what takes the value, or gives one, is a callback of `then`; see `deferred::mistakes::e_inspect_takes_a_reference`"
    )]
    LendsToInspect

    /// A callback of `finally` takes an `X`, where it is lent a `T`.
    #[diagnostic::on_unimplemented(
        message = "`finally` gives its callback nothing or `Option<&Outcome>`, but this one takes `{X}` [E-finally-takes-a-value]",
        label = "is given nothing, or `Option<&{T}>`",
        note = "on some ways out there is no value; what needs the value is one of `then`; see `deferred::mistakes::e_finally_takes_a_value`"
    )]
    LendsToFinally

    /// A handler of whatever is in flight takes an `X`, where it is given a `T`.
    #[diagnostic::on_unimplemented(
        message = "this handler is given the failure, but takes `{X}` [E-handler-takes-another-error]",
        label = "takes `{X}`, is given `{T}`",
        note = "to handle one type of error name it, as in `catch Timeout => handler`; see `deferred::mistakes::e_handler_takes_another_error`"
    )]
    GivesToCatch

    /// A handler of listed errors takes an `X`, where it is given a `T`.
    #[diagnostic::on_unimplemented(
        message = "this handler is given `{T}`, but takes `{X}` [E-handler-takes-another-error]",
        label = "takes `{X}`, is given `{T}`",
        note = "one error is given as it is; one of several, `catch A | B`, as `OneOf<(A, B)>`; see `deferred::mistakes::e_handler_takes_another_error`"
    )]
    GivesToHandler

    /// The value in place of a callback is an `X`.
    #[diagnostic::on_unimplemented(
        message = "expected a callback that takes `{T}`, found `{X}` [E-no-callback]",
        label = "no function of one argument",
        note = "write a closure: `|_| ..`; see `deferred::mistakes::e_no_callback`"
    )]
    CanCall
}

super::rules! {
    /// A handler gives `X`, where the chain carries a `T`.
    #[diagnostic::on_unimplemented(
        message = "this handler gives `{X}`, but the chain carries `{T}` here [E-handler-gives-another-type]",
        label = "expected `{T}`, found `{X}`",
        note = "a handler gives the value that the chain goes on with, or fails: `Err(..)` passes an error on; see `deferred::mistakes::e_handler_gives_another_type`"
    )]
    GoesOnWith

    /// One half of a pair gives `X`, the other a `T`.
    #[diagnostic::on_unimplemented(
        message = "the two sides of this pair give different types: `{T}` and `{X}` [E-pair-gives-two-types]",
        label = "expected `{T}`, found `{X}`",
        note = "the chain goes on with what either side gives, so both must give the same type of value; see `deferred::mistakes::e_pair_gives_two_types`"
    )]
    GivesOneType

    /// A `finally` gives `X`.
    #[diagnostic::on_unimplemented(
        message = "`finally` cannot change the result, but this callback gives `{X}` [E-finally-gives-a-value]",
        label = "expected `()`, found `{X}`",
        note = "end the callback with `;`, or use `then` or `both` if the chain is to go on with `{X}`; see `deferred::mistakes::e_finally_gives_a_value`"
    )]
    LetsFinallyGive

    /// A chain begins with an `X`.
    #[diagnostic::on_unimplemented(
        message = "a chain begins with a Deferred or a `Result`, not with `{X}` [E-no-source]",
        label = "this is `{X}`",
        note = "for a value that is there already, write `maybe` before it, or `succeed(..)` around it; for a future that gives an `Outcome`, `run(..)`; of a `Shared`, `.get()`; a function is called; an `Option` is matched on first; several go to `gather`; see `deferred::mistakes::e_no_source`"
    )]
    BeginsWith

    /// An `X` stands among Deferreds that are waited for together.
    #[diagnostic::on_unimplemented(
        message = "only Deferreds can be waited for together, and `{X}` is none [E-join-of-no-deferred]",
        label = "this is `{X}`",
        note = "for a value that is there already, write `succeed(..)` around it; for a `Result`, `chain! {{ result; }}`; for a future, `Deferred::from_future(..)`; several of one type go to `gather`; see `deferred::mistakes::e_join_of_no_deferred`"
    )]
    CanJoin
}

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

/// A chain waits for a callback's reply.
#[diagnostic::on_unimplemented(
    message = "this chain cannot wait for `{Self}`: one stays on its thread, the other crosses threads [E-two-flavours]",
    label = "gives `{Self}`",
    note = "an `Inbox` brings one that crosses threads to this thread; a chain that crosses threads waits for one of `threads::pending`; see `deferred::mistakes::e_two_flavours`"
)]
pub trait CanBeAwaitedHere {
    #[doc(hidden)]
    type Answer<Types>;
}

/// Implements these rules, and never, so that the compiler stops at the rule's own message.
macro_rules! never_kept {
    ($($rule:ident)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<F> $rule for F
        where
            PhantomData<fn(F)>: Impossible,
        {
            type Answer<Types> = Types;
        }
    )+};
}

never_kept! { IsAwaited CanBeAwaitedHere }

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
