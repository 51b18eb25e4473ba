//! Messages about the replies of callbacks, and about the sources of a chain.

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
