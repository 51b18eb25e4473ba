//! What callbacks give.

super::rules! {
    /// A handler gives `Self`, where the chain carries a `T`.
    #[diagnostic::on_unimplemented(
        message = "this handler gives `{Self}`, but the chain carries `{T}` here [E-handler-gives-another-type]",
        label = "expected `{T}`, found `{Self}`",
        note = "a handler gives the value that the chain goes on with, or fails: `Err(..)` passes an error on"
    )]
    InPlaceOf

    /// One half of a pair gives `Self`, the other a `T`.
    #[diagnostic::on_unimplemented(
        message = "the two sides of this pair give different types: `{T}` and `{Self}` [E-pair-gives-two-types]",
        label = "expected `{T}`, found `{Self}`",
        note = "the chain goes on with what either side gives, so both must give the same type of value"
    )]
    LikeTheOther

    /// A `finally` gives `Self`.
    #[diagnostic::on_unimplemented(
        message = "`finally` cannot change the result, but this callback gives `{Self}` [E-finally-gives-a-value]",
        label = "expected `()`, found `{Self}`",
        note = "end the callback with `;`, or use `then` or `both` if the chain is to go on with `{Self}`"
    )]
    GivenByFinally

    /// A chain begins with a `Self`.
    #[diagnostic::on_unimplemented(
        message = "a chain begins with a Deferred or a `Result`, not with `{Self}` [E-no-source]",
        label = "this is `{Self}`",
        note = "for a value that is there already, write `maybe` before it, or `succeed(..)` around it; for a future that gives an `Outcome`, `run(..)`"
    )]
    AsSource

    /// A `Self` stands among Deferreds that are waited for together.
    #[diagnostic::on_unimplemented(
        message = "only Deferreds can be waited for together, and `{Self}` is none [E-join-of-no-deferred]",
        label = "this is `{Self}`",
        note = "for a value that is there already, write `succeed(..)` around it; for a `Result`, `chain! {{ result; }}`; for a future, `Deferred::from_future(..)`; several of one type go to `gather`"
    )]
    AsMember
}
