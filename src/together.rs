//! The macros `join!` and `list!`, which wait for Deferreds of different types.

/// Waits for the values of several Deferreds of different types, as a tuple, or for the first failure.
///
/// The set has the errors of all members, each once. The first failure, in time, is the result's own. The other
/// members go on, and their failures are [reported](crate::unhandled). A cancel of the result goes to each of them.
/// From 1 to 16 Deferreds.
///
/// ```
/// use deferred::{Cancelled, Deferred, chain, join, succeed, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Offline;
///
/// fn user() -> Deferred<String, (Offline, Cancelled)> {
///     Deferred::succeed("ada".into())
/// }
/// fn quota() -> Deferred<u32, (Offline,)> {
///     Deferred::succeed(7)
/// }
///
/// let both: Deferred<(String, u32, bool), (Offline, Cancelled)> = join!(user(), quota(), succeed(true));
/// assert_eq!(success_result_of(both), ("ada".into(), 7, true));
/// ```
///
/// With `cancel rest;` before the members, pending members are cancelled when one has failed, once each and before
/// the result is ready; that they are [`Cancelled`](crate::Cancelled) then is reported nowhere:
///
/// ```
/// use deferred::{Cancelled, Deferred, join, testing::failure_result_of};
///
/// let (user, a) = Deferred::<String, (&str,)>::pending();
/// let (quota, b) = Deferred::<u32, (Cancelled,)>::pending();
/// let both = join!(cancel rest; a, b);
/// user.fail("offline");
/// assert!(quota.is_cancelled());
/// assert!(failure_result_of(both).is::<&str>());
/// ```
///
/// For members of one type there is the function [`gather`](crate::gather). Twisted: `gatherResults`.
#[macro_export]
#[doc(alias = "gatherResults")]
macro_rules! join {
    () => {
        $crate::__join!($crate)
    };
    (cancel rest; $($member:expr),+ $(,)?) => {
        $crate::__join_or_cancel!($crate $($member),+)
    };
    ($($member:expr),+ $(,)?) => {
        $crate::__join!($crate $($member),+)
    };
    ($($other:tt)+) => {
        $crate::__join!($crate $($other)+)
    };
}

/// Waits for the outcomes of several Deferreds of different types, as a tuple, and never fails.
///
/// The failures are values of the tuple, each in the type of its member, and in the hands of whoever takes it. If a
/// member is abandoned, so is the result. From 1 to 16 Deferreds.
///
/// ```
/// use deferred::{Deferred, Failure, fail, list, succeed, testing::success_result_of};
///
/// let both = list!(succeed(1), fail::<u8, _>("bang!"));
/// let (one, other) = success_result_of(both);
/// assert_eq!(one.unwrap(), 1);
/// assert_eq!(other.map_err(Failure::only), Err("bang!"));
/// ```
///
/// For members of one type there is the function [`list`](crate::list()). Twisted: `DeferredList`.
#[macro_export]
#[doc(alias = "DeferredList")]
macro_rules! list {
    () => {
        $crate::__list!($crate)
    };
    ($($member:expr),+ $(,)?) => {
        $crate::__list!($crate $($member),+)
    };
    ($($other:tt)+) => {
        $crate::__list!($crate $($other)+)
    };
}
