//! Traps: which errors a handler takes, by the type of its parameter.

use crate::error::failure::Failure;
use crate::error::history::{Cause, Trace};
use crate::error::printing::Printed;
use crate::error::set::{ErrorSet, Has, OneOf, Sealed, Split};
use core::fmt::Debug;
use core::marker::PhantomData;

/// The parameter of a handler of [`catch`](crate::Deferred::catch) where the errors `R` can be in flight: the
/// handler takes these away, and `Rest` is left.
///
/// A handler takes one error, `Timeout`; one of several, `OneOf<(Timeout, NotFound)>`; or either as
/// `Failure<(Timeout,)>`, which also says where it was raised. `How` says which of these it is; it is always
/// inferred.
///
/// ```
/// use deferred::{Deferred, Trap, fail, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Timeout;
/// #[derive(Debug)]
/// struct NotFound;
///
/// fn handles<E: Trap<(Timeout, NotFound), How>, How>(_handler: impl Fn(E)) {}
///
/// handles(|_: Timeout| {});
/// handles(|_: deferred::OneOf<(NotFound, Timeout)>| {});
/// handles(|_: deferred::Failure<(NotFound,)>| {});
/// ```
///
/// Twisted: the arguments of `Failure.trap`.
#[diagnostic::on_unimplemented(
    message = "no `{Self}` can be in flight here [E-catch-of-what-cannot-happen]",
    label = "cannot be in flight",
    note = "in flight here: `{R}`; name one of these, or take the handler away; see `deferred::mistakes::e_catch_of_what_cannot_happen`"
)]
#[doc(hidden)] // See the crate's exports.
pub trait Trap<R: ErrorSet, How>: Sized + 'static {
    #[doc(hidden)]
    const SEALED: Sealed;

    /// The errors that the handler does not take.
    type Rest: ErrorSet;

    /// The handler's parameter, and, if `keep` is set, what is noted of the error once it is gone.
    #[doc(hidden)]
    fn trap(failure: Failure<R>, keep: bool) -> Result<(Self, Option<Cause>), Failure<Self::Rest>>;
}

/// A trap of one error.
#[doc(hidden)]
pub struct Single<Index>(PhantomData<Index>);
/// A trap of one of several errors.
#[doc(hidden)]
pub struct Several<Indices>(PhantomData<Indices>);
/// A trap of a failure with one of several errors.
#[doc(hidden)]
pub struct WithTrace<Indices>(PhantomData<Indices>);

#[diagnostic::do_not_recommend]
impl<X: 'static, R: Has<X, Index>, Index> Trap<R, Single<Index>> for X {
    const SEALED: Sealed = Sealed;
    type Rest = R::Rest;

    #[inline]
    fn trap(failure: Failure<R>, keep: bool) -> Result<(X, Option<Cause>), Failure<R::Rest>> {
        let (value, trace) = failure.unpack();
        match R::take(value) {
            Ok(error) => {
                let type_name = core::any::type_name::<X>();
                let cause = noted(&Printed { error: &error, type_name }, type_name, trace, keep);
                Ok((error, cause))
            }
            Err(rest) => Err(Failure::pack(rest, trace)),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<Xs: ErrorSet, R: Split<Xs::List, Indices>, Indices> Trap<R, Several<Indices>> for OneOf<Xs> {
    const SEALED: Sealed = Sealed;
    type Rest = R::Rest;

    #[inline]
    fn trap(failure: Failure<R>, keep: bool) -> Result<(Self, Option<Cause>), Failure<R::Rest>> {
        let (value, trace) = failure.unpack();
        match R::split(value) {
            Ok(value) => {
                let error = OneOf::from_value(value);
                let cause = noted(&error, error.type_name(), trace, keep);
                Ok((error, cause))
            }
            Err(rest) => Err(Failure::pack(rest, trace)),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<Xs: ErrorSet, R: Split<Xs::List, Indices>, Indices> Trap<R, WithTrace<Indices>> for Failure<Xs> {
    const SEALED: Sealed = Sealed;
    type Rest = R::Rest;

    #[inline]
    fn trap(failure: Failure<R>, keep: bool) -> Result<(Self, Option<Cause>), Failure<R::Rest>> {
        let failure: Failure<Xs> = failure.trap_any()?;
        let cause = keep.then(|| failure.to_cause());
        Ok((failure.in_hand(), cause))
    }
}

/// Notes what is known of an error that is about to be given away.
#[inline]
pub(super) fn noted(error: &dyn Debug, type_name: &'static str, trace: Trace, keep: bool) -> Option<Cause> {
    if keep {
        return Some(Cause::of(error, type_name, trace));
    }
    trace.discard();
    None
}
