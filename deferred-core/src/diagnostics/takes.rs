//! Messages about the parameters of callbacks, as bounds: of methods, and of a closure that a chain finds inside a
//! block.
//!
//! A callback with another parameter breaks a bound of `FnOnce`, for which the compiler has its own message. With
//! these bounds it prints theirs instead, since each has [a second impl](Unsatisfiable). The supertrait `FnOnce`
//! still gives closures the types of their parameters.

use super::{Impossible, Sealed, Unsatisfiable};
use core::marker::PhantomData;

/// The callback takes its argument as it is, or what it gives is taken as it is.
#[doc(hidden)]
pub struct AsItIs;

/// Checks the parameter of the closure that a block returns, for a chain.
#[doc(hidden)]
#[inline]
pub fn takes_value<T, F: TakesValue<T, O, How>, O, How>(
    _: PhantomData<fn() -> T>,
    callback: F,
) -> Taken<F, O> {
    Taken::new(callback)
}

/// [`takes_value`] for a callback of `both`.
#[doc(hidden)]
#[inline]
pub fn takes_outcome<T, F: TakesOutcome<T, O, How>, O, How>(
    _: PhantomData<fn() -> T>,
    callback: F,
) -> Taken<F, O> {
    Taken::new(callback)
}

/// [`takes_value`] for a handler of whatever is in flight.
#[doc(hidden)]
#[inline]
pub fn takes_failure<T, F: TakesFailure<T, O, How>, O, How>(
    _: PhantomData<fn() -> T>,
    callback: F,
) -> Taken<F, O> {
    Taken::new(callback)
}

/// [`takes_value`] for a handler of listed errors.
#[doc(hidden)]
#[inline]
pub fn takes_listed<T, F: TakesListed<T, O, How>, O, How>(
    _: PhantomData<fn() -> T>,
    callback: F,
) -> Taken<F, O> {
    Taken::new(callback)
}

/// A callback that takes its argument, with the reply `O`.
#[doc(hidden)]
pub struct Taken<F, O> {
    pub(crate) callback: F,
    gives: PhantomData<fn() -> O>,
}

impl<F, O> Taken<F, O> {
    #[inline]
    fn new(callback: F) -> Self {
        Taken { callback, gives: PhantomData }
    }
}

macro_rules! takes {
    ($($(#[$words:meta])+ $takes:ident<$($t:ident),*>: FnOnce($($given:ty),*))+) => {$(
        $(#[$words])+
        pub trait $takes<$($t,)* O, How>: FnOnce($($given),*) -> O {}

        #[diagnostic::do_not_recommend]
        impl<F: FnOnce($($given),*) -> O, $($t,)* O> $takes<$($t,)* O, AsItIs> for F {}

        #[diagnostic::do_not_recommend]
        impl<F: FnOnce($($given),*) -> O + Impossible, $($t,)* O> $takes<$($t,)* O, Unsatisfiable> for F {}
    )+};
}

takes! {
    /// A callback that takes the value.
    #[diagnostic::on_unimplemented(
        message = "the chain carries `{T}` here, but this callback takes something else [E-then-takes-another-type]",
        label = "is given `{T}`",
        note = "let it take `{T}`, or put a stage before it that makes what it takes; what takes a reference is lent one by a closure, as in `|it| f(&it)`; for value and failure alike there is `both`; see `deferred::mistakes::e_then_takes_another_type`"
    )]
    TakesValue<T>: FnOnce(T)

    /// A callback that takes the outcome.
    #[diagnostic::on_unimplemented(
        message = "`both` gives its callback the outcome, but this one takes something else [E-both-takes-outcome]",
        label = "is given `{Outcome}`",
        note = "use `then` for the value and `catch` for the failure, or match on the outcome; see `deferred::mistakes::e_both_takes_outcome`"
    )]
    TakesOutcome<Outcome>: FnOnce(Outcome)

    /// A callback that takes whatever is in flight.
    #[diagnostic::on_unimplemented(
        message = "this handler is given the failure, but takes something else [E-handler-takes-another-error]",
        label = "is given `{Failure}`",
        note = "a handler of one type of error goes to `catch`, and says which it takes; see `deferred::mistakes::e_handler_takes_another_error`"
    )]
    TakesFailure<Failure>: FnOnce(Failure)

    /// A handler that takes the errors that are listed.
    #[diagnostic::on_unimplemented(
        message = "this handler is given `{Error}`, but takes something else [E-handler-takes-another-error]",
        label = "is given `{Error}`",
        note = "one error is given as it is; one of several, `catch A | B`, as `OneOf<(A, B)>`; see `deferred::mistakes::e_handler_takes_another_error`"
    )]
    TakesListed<Error>: FnOnce(Error)

    /// A callback that is lent the value.
    #[diagnostic::on_unimplemented(
        message = "`inspect` lends its callback `&{T}`, but this one takes something else [E-inspect-takes-a-reference]",
        label = "is lent `&{T}`",
        note = "`inspect` only looks; a callback that takes the value goes to `map` or `then`; see `deferred::mistakes::e_inspect_takes_a_reference`"
    )]
    TakesReference<T>: FnOnce(&T)

    /// A callback that is given nothing.
    #[diagnostic::on_unimplemented(
        message = "`finally` gives its callback nothing, but this one takes something [E-finally-takes-a-value]",
        label = "is given nothing",
        note = "what looks at the outcome goes to `finally_with`; what needs the value goes to `map` or `then`; see `deferred::mistakes::e_finally_takes_a_value`"
    )]
    TakesNothing<>: FnOnce()

    /// A callback that is lent the outcome, if there is one.
    #[diagnostic::on_unimplemented(
        message = "`finally_with` gives its callback `Option<&Outcome>`, but this one takes something else [E-finally-takes-a-value]",
        label = "is given `Option<&{Outcome}>`",
        note = "on some ways out there is no outcome; what needs the value goes to `map` or `then`; see `deferred::mistakes::e_finally_takes_a_value`"
    )]
    TakesEnd<Outcome>: FnOnce(Option<&Outcome>)

    /// A callback that takes the outcome and what ended the wait.
    #[diagnostic::on_unimplemented(
        message = "`timeout_with` gives its handler the outcome and a `TimedOut`, but this one takes something else [E-timeout-handler-takes-another-type]",
        label = "is given `{Outcome}` and `{TimedOut}`",
        note = "it is called where the time was over, with what came of the cancel; see `deferred::mistakes::e_timeout_handler_takes_another_type`"
    )]
    TakesLateOutcome<Outcome, TimedOut>: FnOnce(Outcome, TimedOut)

    /// A pipeline that takes the Deferred.
    #[diagnostic::on_unimplemented(
        message = "a `{Deferred}` does not go through this pipeline, which takes something else [E-pipeline-takes-another-deferred]",
        label = "is given `{Deferred}`",
        note = "a pipeline says what it takes as `chain! {{ for Page raises Timeout | NotFound; .. }}`; see `deferred::mistakes::e_pipeline_takes_another_deferred`"
    )]
    TakesDeferred<Deferred>: FnOnce(Deferred)
}

/// A parameter `Q` of a method, which is the type of an argument.
///
/// A bound on the type of an argument is blamed on that, which for a closure are all of its lines; one on a `Q` that no argument names is
/// blamed on the method.
pub struct Itself<Q>(PhantomData<Q>);

/// The argument is a `P`.
pub trait Of<P> {
    #[doc(hidden)]
    const SEALED: Sealed;
    #[doc(hidden)]
    type It;

    #[doc(hidden)]
    fn it(argument: P) -> Self::It;

    #[doc(hidden)]
    fn lent(argument: &P) -> &Self::It;
}

impl<Q> Of<Q> for Itself<Q> {
    const SEALED: Sealed = Sealed;
    type It = Q;

    #[inline(always)]
    fn it(argument: Q) -> Q {
        argument
    }

    #[inline(always)]
    fn lent(argument: &Q) -> &Q {
        argument
    }
}

/// The callback that a method was given as a `P`.
#[inline(always)]
pub(crate) fn callback<P, F, T, V, O>(f: P) -> impl FnOnce(T) -> O
where
    Itself<F>: Of<P, It = F>,
    Itself<V>: Of<T, It = V>,
    F: FnOnce(V) -> O,
{
    move |given| <Itself<F>>::it(f)(<Itself<V>>::it(given))
}
