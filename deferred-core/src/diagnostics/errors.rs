//! Which errors stages name.

/// Stands for an error that a handler names twice, by two names.
pub struct ErrorNamedTwice;

super::rules! {
    /// A handler names the error `Self`, where the errors `T` can be in flight.
    #[diagnostic::on_unimplemented(
        message = "no `{Self}` can be in flight here [E-catch-of-what-cannot-happen]",
        label = "`{Self}` is not among the errors in flight",
        note = "in flight here: `{T}`; name one of these, or take the handler away"
    )]
    PossibleHere

    /// A `raises` names the error `Self`, where the errors `T` can be in flight.
    #[diagnostic::on_unimplemented(
        message = "`raises` names `{Self}`, which cannot be in flight here [E-raises-too-much]",
        label = "`{Self}` cannot happen",
        note = "in flight here: `{T}`; take `{Self}` away, or write `raises at most` to promise more than can happen"
    )]
    PossibleWhereNamed

    /// The error `Self` can be in flight, where a `raises` names `T`.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` may be in flight here, but is not among the errors that are named [E-raises-too-little]",
        label = "`{Self}` is missing",
        note = "named: `{T}`; add it, or catch it before"
    )]
    AmongTheNamed

    /// The error `Self` is declared twice, in the set `T`.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is named twice in the errors `{T}` [E-named-twice]",
        label = "has `{Self}` twice",
        note = "a set has each error once, by whatever name: name it once where the set is written, or name the one that was meant"
    )]
    NamedOnce

    /// A callback fails with a `Self`, where the errors `T` can be in flight.
    #[diagnostic::on_unimplemented(
        message = "this callback may fail with `{Self}`, which is not `Debug` and so no error of a chain [E-error-is-not-debug]",
        label = "may fail with `{Self}`",
        note = "write `#[derive(Debug)]` before `{Self}`: a failure that nobody handles is printed"
    )]
    IsAnError

    /// A callback fails with a `Self`, where the errors `T` can be in flight.
    #[diagnostic::on_unimplemented(
        message = "more than 16 errors would be in flight here [E-too-many-errors]",
        label = "`{Self}` would be the 17th",
        note = "catch some of them before, or gather several into one type of error; to a set that is a type parameter none can be added"
    )]
    RoomForOneMore
}
