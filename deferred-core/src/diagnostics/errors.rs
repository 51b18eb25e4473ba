//! Messages about the errors that stages name, raise and add.

/// Stands for an error that a handler names twice, by two names.
pub struct ErrorNamedTwice;

super::rules! {
    /// A handler names the error `X`, where what the set `T` has is not known.
    #[diagnostic::on_unimplemented(
        message = "`{T}` is not known to have the error `{X}` [E-set-is-not-known]",
        label = "`{X}` may never be in flight",
        note = "say so where it is declared: with one more parameter `P`, `where {T}: deferred::Has<{X}, P>, P: 'static`; an error that is a type parameter is `'static`; see `deferred::mistakes::e_set_is_not_known`"
    )]
    IsKnownToRaise

    /// A handler of whatever is in flight stands where what the set `X` has is not known.
    #[diagnostic::on_unimplemented(
        message = "`{X}` is not known to have any error, so there may be nothing to handle here [E-set-is-not-known]",
        label = "`{X}` may be empty",
        note = "say that it is not where it is declared: `where deferred::Errors<{X}>: deferred::NotEmpty`; see `deferred::mistakes::e_set_is_not_known`"
    )]
    IsKnownToFail

    /// A `raises` asks which errors `X` can be in flight, where the chain carries a `T`.
    #[diagnostic::on_unimplemented(
        message = "in flight here: `{X}`, and the chain carries `{T}` [E-raises-asks]",
        label = "`{X}`",
        note = "in a signature it is written so; behind `raises` with `|` in place of the commas, or `nothing` if there is none; see `deferred::mistakes::e_raises_asks`"
    )]
    AnswersRaises

    /// A handler names the error `X`, where the errors `T` can be in flight.
    #[diagnostic::on_unimplemented(
        message = "no `{X}` can be in flight here [E-catch-of-what-cannot-happen]",
        label = "`{X}` is not among the errors in flight",
        note = "in flight here: `{T}`; name one of these, or take the handler away; see `deferred::mistakes::e_catch_of_what_cannot_happen`"
    )]
    CanRaise

    /// A `raises` names the error `X`, where the errors `T` can be in flight.
    #[diagnostic::on_unimplemented(
        message = "`raises` names `{X}`, which cannot be in flight here [E-raises-too-much]",
        label = "`{X}` cannot happen",
        note = "in flight here: `{T}`; take `{X}` away, or write `raises at most` to promise more than can happen; see `deferred::mistakes::e_raises_too_much`"
    )]
    CanStillRaise

    /// The error `X` can be in flight, where a `raises` names `T`.
    #[diagnostic::on_unimplemented(
        message = "`{X}` may be in flight here, but is not among the errors that are named [E-raises-too-little]",
        label = "`{X}` is missing",
        note = "named: `{T}`; add it, or catch it before; a set that is a type parameter goes without a `raises`; see `deferred::mistakes::e_raises_too_little`"
    )]
    Names

    /// An arm of a `match_error!` is for the error `X`, where what is matched can be one of `T`.
    #[diagnostic::on_unimplemented(
        message = "there is an arm for `{X}`, which this error cannot be [E-match-of-what-cannot-happen]",
        label = "it cannot be `{X}`",
        note = "it can be: `{T}`; take the arm away; see `deferred::mistakes::e_match_of_what_cannot_happen`"
    )]
    NeedsArmFor

    /// What is matched can be an `X`, where the arms are for `T`.
    #[diagnostic::on_unimplemented(
        message = "this error may be `{X}`, for which there is no arm [E-match-misses-an-error]",
        label = "`{X}` has no arm",
        note = "there are arms for `{T}`; add `{X} => ..`, or `e: {X} => ..`; see `deferred::mistakes::e_match_misses_an_error`"
    )]
    HasArmFor

    /// An `X` is matched, which is no error of a set.
    #[diagnostic::on_unimplemented(
        message = "`{X}` is not one of several errors [E-match-of-no-error]",
        label = "is `{X}`",
        note = "what is matched is a `OneOf`, a `Failure`, or with an arm `Ok(..)` a `Result` with one of these; see `deferred::mistakes::e_match_of_no_error`"
    )]
    CanMatch

    /// The error `X` is declared twice, in the set `T`.
    #[diagnostic::on_unimplemented(
        message = "`{X}` is named twice in the errors `{T}` [E-named-twice]",
        label = "has `{X}` twice",
        note = "a set has each error once, by whatever name: name it once where the set is written, or name the one that was meant; see `deferred::mistakes::e_named_twice`"
    )]
    NamesOnce

    /// A callback fails with an `X`, where the errors `T` can be in flight.
    #[diagnostic::on_unimplemented(
        message = "`{X}` is not `Debug`, so that nothing can fail with it [E-error-is-not-debug]",
        label = "may fail with `{X}`",
        note = "write `#[derive(Debug)]` before it, or of a type parameter `{X}: Debug`: a failure that nobody handles is printed; a function, as the name of a tuple struct is one, has to be called; see `deferred::mistakes::e_error_is_not_debug`"
    )]
    FailsWith

    /// A callback fails with an `X`, where the errors `T` can be in flight.
    #[diagnostic::on_unimplemented(
        message = "`{X}` cannot be added to the errors in flight here: `{T}` [E-too-many-errors]",
        label = "may fail with `{X}`",
        note = "there are 16 at most: catch some before, or gather several into one type; to a set that is a type parameter none is added: say of it, with one more parameter `P`, that it has this error, `where {T}: deferred::Has<{X}, P>, P: 'static`, or use one parameter for two sets; see `deferred::mistakes::e_too_many_errors`"
    )]
    HasRoomFor
}
