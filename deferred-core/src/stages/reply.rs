//! The replies of callbacks: a value, a `Result` or a Deferred; or a future of one of these.

use super::settled::{Coming, Later, Settled, Waiting};
use crate::deferred::{Deferred, Outcome};
use crate::diagnostics::{Impossible, Nobodys, Unsatisfiable};
use crate::error::failure::Failure;
use crate::error::history::Trace;
use crate::error::set::{ErrorSet, Has, HasAll, Never, OneOf};
use crate::error::site::{Site, Stage};
use crate::flavour::{Carries, CellReceiver, Flavour, ThisThread};
use crate::future::Polls;
use core::fmt::Debug;
use core::future::Future;
use core::marker::PhantomData;

/// The reply of a callback of [`then`](crate::Deferred::then) and its like, where the chain goes on with a `U`,
/// unless one of the errors `To` happens.
///
/// A reply is a `U` itself, a `Result<U, X>`, or a `Deferred<U, Xs>`; a `Result` may also hold a [`Failure`] or a
/// [`OneOf`], which go on as they are. Or a reply is a future of any of these, which is polled by whoever fires
/// what it awaits, as [`run`](crate::run) says. `How` says which of these the reply is; it is always inferred.
///
/// ```
/// use deferred::{Deferred, succeed, testing::success_result_of};
///
/// // A callback of `finally` may give any reply of the value `()`.
/// let d = succeed("page")
///     .finally(|| ())
///     .finally(|| Deferred::<()>::succeed(()))
///     .finally(|| async {});
/// assert_eq!(success_result_of(d), "page");
/// ```
///
/// Twisted: whatever a callback returns, a Deferred included.
#[diagnostic::on_unimplemented(
    message = "this callback gives `{Self}`, but the chain needs `{U}` here [E-callback-gives-another-type]",
    label = "gives `{Self}`",
    note = "it may give `{U}`, `Result<{U}, X>` or `Deferred<{U}, (X,), {Thread}>`, where every such `X` is among `{To}`; see `deferred::mistakes::e_callback_gives_another_type`"
)]
#[doc(hidden)] // See the crate's exports.
pub trait Reply<U: 'static, To: ErrorSet, How: Form, Thread: Flavour = ThisThread>: Sized + 'static {
    #[doc(hidden)]
    type Later: Later<U, To, Thread>;

    #[doc(hidden)]
    fn settle(self, site: Site) -> Settled<U, To, Self::Later>;
}

/// A `Result` or a Deferred, as [`attempt`](crate::attempt) takes it: a reply that may fail, or come later.
///
/// Twisted: whatever the function of `maybeDeferred` returns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a `Result` nor a Deferred of `{Thread}` [E-callback-gives-a-plain-value]",
    label = "gives `{Self}`",
    note = "write `succeed(..)` around a value that is there already; one flavour of Deferred is no other; see `deferred::mistakes::e_callback_gives_a_plain_value`"
)]
pub trait IntoDeferred<Thread: Flavour = ThisThread> {
    /// The value of a reply that succeeds.
    type Value: 'static;

    /// The errors of a reply that fails: for a `Result<U, X>`, `(X,)`.
    type Errors: ErrorSet;

    /// A Deferred of the same result. The error of a `Result` is raised here.
    ///
    /// ```
    /// use deferred::{Deferred, IntoDeferred, testing::success_result_of};
    /// use std::num::ParseIntError;
    ///
    /// let number: Deferred<u32, (ParseIntError,)> = "12".parse::<u32>().into_deferred();
    /// assert_eq!(success_result_of(number), 12);
    /// ```
    fn into_deferred(self) -> Deferred<Self::Value, Self::Errors, Thread>;
}

#[diagnostic::do_not_recommend]
impl<U: 'static, X: Debug + 'static, Thread: Flavour> IntoDeferred<Thread> for Result<U, X> {
    type Value = U;
    type Errors = (X,);

    #[inline]
    #[track_caller]
    fn into_deferred(self) -> Deferred<U, (X,), Thread> {
        let site = Site::here(Stage::Source);
        Deferred::ready(self.map_err(|error| Failure::raise(error, site)))
    }
}

#[diagnostic::do_not_recommend]
impl<U: 'static, R: ErrorSet, Thread: Flavour> IntoDeferred<Thread> for Deferred<U, R, Thread> {
    type Value = U;
    type Errors = R;

    #[inline]
    fn into_deferred(self) -> Self {
        self
    }
}

/// The reply is the value.
#[doc(hidden)]
pub struct ByValue;
/// There is no reply: the callback never returns.
#[doc(hidden)]
pub struct ByNothing;
/// The reply is a `Result` with a plain error.
#[doc(hidden)]
pub struct ByResult<Index>(PhantomData<fn() -> Index>);
/// The reply is a `Result` with a failure, or with one of several errors.
#[doc(hidden)]
pub struct BySetResult<Indices>(PhantomData<fn() -> Indices>);
/// The reply is a Deferred.
#[doc(hidden)]
pub struct ByDeferred<Indices>(PhantomData<fn() -> Indices>);

/// The reply is a `Result` with the chain's own set.
#[doc(hidden)]
pub struct BySameResult;
/// The reply is a Deferred with the chain's own set.
#[doc(hidden)]
pub struct BySameDeferred;

/// The reply is a future, which gives one of the form `How`.
#[doc(hidden)]
pub struct ByFuture<How, Polled = ()>(PhantomData<fn() -> (How, Polled)>);

/// The properties of a reply that follow from its form alone.
#[doc(hidden)]
pub trait Form: 'static {
    /// Whether the callback can fail.
    const FALLIBLE: bool;

    /// Whether the callback can return something that waits.
    const WAITS: bool;
}

impl Form for ByValue {
    const FALLIBLE: bool = false;
    const WAITS: bool = false;
}

impl<const NUMBER: usize> Form for Unsatisfiable<NUMBER> {
    const FALLIBLE: bool = false;
    const WAITS: bool = false;
}

impl Form for ByNothing {
    const FALLIBLE: bool = false;
    const WAITS: bool = false;
}

impl Form for BySameResult {
    const FALLIBLE: bool = true;
    const WAITS: bool = false;
}

impl Form for BySameDeferred {
    const FALLIBLE: bool = true;
    const WAITS: bool = true;
}

impl<How: Form, Polled: 'static> Form for ByFuture<How, Polled> {
    const FALLIBLE: bool = How::FALLIBLE;
    const WAITS: bool = true;
}

impl<Index: 'static> Form for ByResult<Index> {
    const FALLIBLE: bool = true;
    const WAITS: bool = false;
}

impl<Indices: 'static> Form for BySetResult<Indices> {
    const FALLIBLE: bool = true;
    const WAITS: bool = false;
}

impl<Indices: 'static> Form for ByDeferred<Indices> {
    const FALLIBLE: bool = true;
    const WAITS: bool = true;
}

#[diagnostic::do_not_recommend]
impl<U: 'static, To: ErrorSet, Thread: Flavour> Reply<U, To, ByValue, Thread> for U {
    type Later = Never;

    #[inline]
    fn settle(self, _: Site) -> Settled<U, To, Never> {
        Settled::Now(Ok(self))
    }
}

#[diagnostic::do_not_recommend]
impl<U: 'static, To: ErrorSet, Thread: Flavour> Reply<U, To, ByNothing, Thread> for Never {
    type Later = Never;

    #[inline]
    fn settle(self, _: Site) -> Settled<U, To, Never> {
        match self {}
    }
}

#[diagnostic::do_not_recommend]
impl<U: 'static, X: Debug + 'static, To, Index: 'static, Thread: Flavour>
    Reply<U, To, ByResult<Index>, Thread> for Result<U, X>
where
    To: Has<X, Index>,
{
    type Later = Never;

    #[inline]
    fn settle(self, site: Site) -> Settled<U, To, Never> {
        Settled::Now(self.map_err(|error| Failure::raise(error, site)))
    }
}

#[diagnostic::do_not_recommend]
impl<U: 'static, Xs: ErrorSet, To, Indices: 'static, Thread: Flavour>
    Reply<U, To, BySetResult<Indices>, Thread> for Result<U, Failure<Xs>>
where
    To: HasAll<Xs::List, Indices>,
{
    type Later = Never;

    #[inline]
    fn settle(self, _: Site) -> Settled<U, To, Never> {
        Settled::Now(self.map_err(|failure| failure.in_flight().widen()))
    }
}

#[diagnostic::do_not_recommend]
impl<U: 'static, Xs: ErrorSet, To, Indices: 'static, Thread: Flavour>
    Reply<U, To, BySetResult<Indices>, Thread> for Result<U, OneOf<Xs>>
where
    To: HasAll<Xs::List, Indices>,
{
    type Later = Never;

    #[inline]
    fn settle(self, site: Site) -> Settled<U, To, Never> {
        Settled::Now(self.map_err(|error| {
            let error: OneOf<To> = error.widen();
            Failure::pack(error.into_value(), Trace::at(site))
        }))
    }
}

#[diagnostic::do_not_recommend]
impl<U: 'static, Xs: ErrorSet, To, Indices: 'static, Thread: Flavour>
    Reply<U, To, ByDeferred<Indices>, Thread> for Deferred<U, Xs, Thread>
where
    To: HasAll<Xs::List, Indices>,
{
    type Later = Waiting<U, Xs, Indices, Thread>;

    #[inline]
    fn settle(self, site: Site) -> Settled<U, To, Self::Later> {
        match self.into_inner().take() {
            Ok(outcome) => Settled::Now(outcome.map_err(Failure::widen)),
            Err(receiver) => {
                receiver.note_given(site);
                Settled::Later(Waiting { receiver, places: PhantomData })
            }
        }
    }
}

#[diagnostic::do_not_recommend]
impl<F: Future + 'static, U: 'static, To: ErrorSet, How: Form, Thread> Reply<U, To, ByFuture<How>, Thread>
    for F
where
    F::Output: Reply<U, To, How, Thread>,
    Thread: Polls<F, U, To> + Carries<Outcome<U, To>>,
{
    type Later = Coming<U, To, Thread>;

    #[inline]
    fn settle(self, site: Site) -> Settled<U, To, Self::Later> {
        coming(Thread::poll(self, |given, site| Reply::settle(given, site).end(), site), site)
    }
}

/// The result of a future that has ended already, or the Deferred of a pending one.
#[inline]
fn coming<U: 'static, To: ErrorSet, Thread: Flavour>(
    d: Deferred<U, To, Thread>,
    site: Site,
) -> Settled<U, To, Coming<U, To, Thread>> {
    match d.into_inner().take() {
        Ok(outcome) => Settled::Now(outcome),
        Err(receiver) => {
            receiver.note_given(site);
            Settled::Later(Coming { receiver })
        }
    }
}

/// Impls for types that nothing is. With only one impl for some type, the compiler would go on to the bounds of
/// that impl; with only one for a Deferred, it would speak of that where the flavour is another. And with fewer
/// than ten that fit a `Result` whose types are open, it would list them, after it has said that the types are
/// open.
macro_rules! in_no_way {
    ($([$($generic:ident: $bound:tt),+] $number:literal $reply:ty;)+) => {$(
        #[doc(hidden)]
        #[diagnostic::do_not_recommend]
        impl<U: 'static + Impossible, To: ErrorSet, Thread: Flavour, $($generic: $bound),+> Reply<U, To, Unsatisfiable<$number>, Thread> for $reply
        {
            type Later = Never;

            fn settle(self, _: Site) -> Settled<U, To, Never> {
                unreachable!("no type is impossible")
            }
        }
    )+};
}
in_no_way! {
    [O: 'static] 0 O;
    [O: 'static] 1 O;
    [O: 'static] 2 O;
    [O: 'static] 3 O;
    [O: 'static] 4 O;
    [O: 'static] 5 O;
    [O: 'static] 6 O;
    [O: 'static] 7 O;
    [O: 'static] 8 O;
    [Xs: ErrorSet, Other: Flavour] 9 Deferred<U, Xs, Other>;
}

macro_rules! by_nobodys_error {
    ($($number:literal)+) => {$(
        #[doc(hidden)]
        #[diagnostic::do_not_recommend]
        impl<U: 'static, To: ErrorSet, Thread: Flavour> Reply<U, To, Unsatisfiable<$number>, Thread>
            for Result<U, Nobodys<$number>>
        {
            type Later = Never;

            fn settle(self, _: Site) -> Settled<U, To, Never> {
                unreachable!("nobody has the error")
            }
        }
    )+};
}
by_nobodys_error!(20 21 22 23 24 25 26 27);

/// A reply as a step settles it: any [`Reply`], or one with the chain's own set, where no set is worked out.
#[doc(hidden)]
pub trait Settle<U: 'static, To: ErrorSet, How: Form, Thread: Flavour = ThisThread>: Sized + 'static {
    type Later: Later<U, To, Thread>;

    fn settle(self, site: Site) -> Settled<U, To, Self::Later>;
}

/// A reply of the form `How`.
#[doc(hidden)]
pub struct Inferred<How>(PhantomData<fn() -> How>);

impl<How: Form> Form for Inferred<How> {
    const FALLIBLE: bool = How::FALLIBLE;
    const WAITS: bool = How::WAITS;
}

#[diagnostic::do_not_recommend]
impl<U: 'static, To: ErrorSet, How: Form, Thread: Flavour, O: Reply<U, To, How, Thread>>
    Settle<U, To, Inferred<How>, Thread> for O
{
    type Later = O::Later;

    #[inline]
    fn settle(self, site: Site) -> Settled<U, To, O::Later> {
        Reply::settle(self, site)
    }
}

#[diagnostic::do_not_recommend]
impl<U: 'static, R: ErrorSet, Thread: Flavour> Settle<U, R, BySameResult, Thread> for Result<U, Failure<R>> {
    type Later = Never;

    #[inline]
    fn settle(self, _: Site) -> Settled<U, R, Never> {
        Settled::Now(self.map_err(Failure::in_flight))
    }
}

#[diagnostic::do_not_recommend]
impl<U: 'static, R: ErrorSet, Thread: Flavour> Settle<U, R, BySameResult, Thread> for Result<U, OneOf<R>> {
    type Later = Never;

    #[inline]
    fn settle(self, site: Site) -> Settled<U, R, Never> {
        Settled::Now(self.map_err(|error| Failure::pack(error.into_value(), Trace::at(site))))
    }
}

#[diagnostic::do_not_recommend]
impl<U: 'static, R: ErrorSet, Thread: Flavour> Settle<U, R, BySameDeferred, Thread>
    for Deferred<U, R, Thread>
{
    type Later = Coming<U, R, Thread>;

    #[inline]
    fn settle(self, site: Site) -> Settled<U, R, Self::Later> {
        coming(self, site)
    }
}

#[diagnostic::do_not_recommend]
impl<F, U: 'static, R: ErrorSet, How: Form, Polled: 'static, Thread>
    Settle<U, R, ByFuture<How, Polled>, Thread> for F
where
    F: Future<Output: Settle<U, R, How, Thread>> + 'static,
    Thread: Polls<F, U, R> + Carries<Outcome<U, R>>,
{
    type Later = Coming<U, R, Thread>;

    #[inline]
    fn settle(self, site: Site) -> Settled<U, R, Self::Later> {
        coming(Thread::poll(self, |given, site| Settle::settle(given, site).end(), site), site)
    }
}

/// A `Result`, a Deferred of whichever flavour, or a future of one of these. `By` says whether the reply is a
/// future; it is always inferred.
#[diagnostic::on_unimplemented(
    message = "this callback gives `{Self}`, which is neither a `Result` nor a Deferred, nor a future of one [E-callback-gives-a-plain-value]",
    label = "gives `{Self}`",
    note = "for a callback that gives a plain value, use `map`; for a future of one, `map_async`; see `deferred::mistakes::e_callback_gives_a_plain_value`"
)]
pub trait ResultOrDeferred<By = AtOnce> {
    /// The value of a reply that succeeds.
    type Value: 'static;

    /// The flavour of a Deferred; for a `Result`, [`Anywhere`].
    #[doc(hidden)]
    type Thread;
}

/// Marks a reply that is no future.
#[doc(hidden)]
pub struct AtOnce;

/// Marks a reply that is a future.
#[doc(hidden)]
pub struct Awaited;

#[diagnostic::do_not_recommend]
impl<F: Future<Output: ResultOrDeferred>> ResultOrDeferred<Awaited> for F {
    type Value = <F::Output as ResultOrDeferred>::Value;
    type Thread = <F::Output as ResultOrDeferred>::Thread;
}

/// The flavour of a reply that is ready, so that every flavour takes it.
#[doc(hidden)]
pub struct Anywhere;

#[diagnostic::do_not_recommend]
impl<U: 'static, X> ResultOrDeferred for Result<U, X> {
    type Value = U;
    type Thread = Anywhere;
}

#[diagnostic::do_not_recommend]
impl<U: 'static, R: ErrorSet, Thread: Flavour> ResultOrDeferred for Deferred<U, R, Thread> {
    type Value = U;
    type Thread = Thread;
}

/// A Deferred of this flavour can wait for the reply `O`, which comes on `Thread`.
#[diagnostic::on_unimplemented(
    message = "this Deferred cannot wait for `{O}`: one stays on its thread, the other crosses threads [E-two-flavours]",
    label = "gives `{O}`",
    note = "an `Inbox` brings one that crosses threads to this thread; one that crosses threads waits for one of `threads::pending`; see `deferred::mistakes::e_two_flavours`"
)]
pub trait WaitsFor<O, Thread = ThisThread> {}

#[diagnostic::do_not_recommend]
impl<O, Thread: Flavour> WaitsFor<O, Anywhere> for Thread {}

#[diagnostic::do_not_recommend]
impl<O, Thread: Flavour> WaitsFor<O, Thread> for Thread {}

/// Marks a Deferred of the other flavour, about which the compiler has said so already.
#[doc(hidden)]
pub struct Apart;

impl Form for Apart {
    const FALLIBLE: bool = false;
    const WAITS: bool = false;
}
