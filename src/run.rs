//! The macro `run!`, which runs a future.

/// Polls a future without an executor, as [`run`](crate::run()) does; its output may be any reply of a callback.
///
/// An `async fn` with `#[raises(..)]` before it has such an output, and so has one that returns an
/// [`Outcome`](crate::Outcome), a `Result` with one error, a Deferred, or a plain value. The type of the future
/// decides the set.
///
/// ```
/// use deferred::{Deferred, chain, raises, run, testing::success_result_of};
/// use std::num::ParseIntError;
///
/// #[derive(Debug)]
/// struct Offline;
///
/// #[raises(Offline, ParseIntError)]
/// async fn length(page: Deferred<&'static str, (Offline,)>) -> u32 {
///     Ok(page.await?.parse::<u32>()?)
/// }
///
/// let (resolver, page) = Deferred::pending();
/// let length: Deferred<u32, (Offline, ParseIntError)> = run!(length(page));
/// let shown = chain! { length; catch |_: Offline| 0, catch |_: ParseIntError| 1 };
/// resolver.succeed("42");
/// assert_eq!(success_result_of(shown), 42);
/// ```
///
/// The function [`run`](crate::run()) takes a future whose output is an `Outcome`. The type of the Deferred decides
/// the set there, so that an async block may leave it open.
///
/// With `threads;` before it, the Deferred [crosses threads](crate::threads), as that of [`threads::run`](crate::threads::run) does:
///
/// ```
/// use deferred::{run, testing::success_result_of, threads};
///
/// let (resolver, page) = threads::pending::<&str, ()>();
/// let length: threads::Deferred<usize> = run!(threads; async move { page.await.unwrap().len() });
/// std::thread::spawn(move || resolver.succeed("page")).join().unwrap();
/// assert_eq!(success_result_of(length), 4);
/// ```
///
/// Twisted: `ensureDeferred`, `Deferred.fromCoroutine`.
#[macro_export]
#[doc(alias("ensureDeferred", "fromCoroutine"))]
macro_rules! run {
    ($($future:tt)*) => {
        $crate::__run!($crate $($future)*)
    };
}
