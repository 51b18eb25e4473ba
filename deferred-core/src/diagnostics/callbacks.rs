//! Messages about the parameters of callbacks.

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
