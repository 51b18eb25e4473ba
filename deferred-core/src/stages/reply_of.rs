//! The reply of a handler, as `catch` asks about it.

use super::reply::{Apart, ByNothing};
use super::{Form, Inferred, Reply, Settle};
use crate::diagnostics::{Impossible, Sealed};
use crate::error::set::{ErrorSet, Never};
use crate::flavour::Flavour;
use core::marker::PhantomData;

/// The reply `O`, as a method asks about it: of a type of the user's own the compiler would show where that is.
pub struct ReplyOf<O>(PhantomData<O>);

/// [`Reply`], as [`catch`](crate::Deferred::catch) asks it. A bound on types of the method alone is blamed on the method, not on the
/// Deferred, so the types of that are given by name.
#[diagnostic::on_unimplemented(
    message = "this callback gives `{O}`, but the chain needs `{U}` here [E-callback-gives-another-type]",
    label = "gives `{O}`",
    note = "it may give `{U}`, `Result<{U}, X>` or `Deferred<{U}, (X,), {Thread}>`, where every such `X` is among `{To}`; see `deferred::mistakes::e_callback_gives_another_type`"
)]
pub trait IsReply<O, U, To: ErrorSet, How: Form, Thread> {
    #[doc(hidden)]
    const SEALED: Sealed;
    #[doc(hidden)]
    type Value: 'static;
    #[doc(hidden)]
    type Flavour: Flavour;
    #[doc(hidden)]
    type Form: Form;
    #[doc(hidden)]
    type Reply: Settle<Self::Value, To, Self::Form, Self::Flavour>;

    #[doc(hidden)]
    fn itself(reply: O) -> Self::Reply;
}

#[diagnostic::do_not_recommend]
impl<O: Reply<U, To, How, Thread>, U: 'static, To: ErrorSet, How: Form, Thread: Flavour>
    IsReply<O, U, To, Inferred<How>, Thread> for ReplyOf<O>
{
    const SEALED: Sealed = Sealed;
    type Value = U;
    type Flavour = Thread;
    type Form = Inferred<How>;
    type Reply = O;

    #[inline]
    fn itself(reply: O) -> O {
        reply
    }
}

/// Of one impl alone the compiler would say for which flavour it is.
#[diagnostic::do_not_recommend]
impl<O: Impossible, U: 'static, To: ErrorSet, Thread: Flavour> IsReply<O, U, To, Apart, Thread>
    for ReplyOf<O>
{
    const SEALED: Sealed = Sealed;
    type Value = U;
    type Flavour = Thread;
    type Form = Inferred<ByNothing>;
    type Reply = Never;

    fn itself(_: O) -> Never {
        unreachable!("no type is impossible")
    }
}
