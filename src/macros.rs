//! The macros: `chain!` and `drawn!`, which attach callbacks; `run!`, which runs a future; `join!` and `list!`, which
//! wait for Deferreds of different types; `match_error!`, which matches on the errors of a set; and what `#[raises]`
//! makes of a function's body.

/// Attaches a chain of callbacks to a Deferred.
///
/// ```
/// use deferred::{Deferred, chain, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Timeout;
/// #[derive(Debug)]
/// struct NotFound;
/// #[derive(Debug)]
/// struct Gone;
///
/// fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
///     Deferred::succeed(format!("page at {url}"))
/// }
/// fn parse(page: String) -> Result<String, Gone> {
///     Ok(page.to_uppercase())
/// }
/// fn render(page: String, theme: &str) -> String {
///     format!("<{theme}>{page}</{theme}>")
/// }
///
/// let theme = String::from("b");
/// let d = chain! {
///     fetch("/index");                                 // the source
///     then parse,                                      // a path
///     then render(_, &theme),                          // `_` is the result, `&_` lends it
///     then |page| page.len(),                          // a value, a Result, a Deferred or a future
///     catch |_: Timeout| 0,                            // traps one type; the rest passes on
///     catch NotFound | Gone => |e| {                   // traps several: a OneOf of the two
///         eprintln!("{e:?}");
///         1
///     },
///     inspect |length| println!("{length}"),           // looks, does not touch
///     both |outcome| outcome.unwrap_or(2),             // value or failure: an Outcome
///     finally || println!("closed"),                   // exactly once, on every way out
///     raises nothing,                                  // a checkpoint
/// };
/// assert_eq!(success_result_of(d), 21);
/// ```
///
/// # Source
///
/// A Deferred or a `Result`, then a semicolon. `maybe f(x);` takes a function
/// that may give a plain value at once (Twisted: `maybeDeferred`).
///
/// Without a source the macro is a *pipeline*, a function of a Deferred: `fetch(url).pipe(chain! { then parse })`.
/// A pipeline that stands by itself declares its argument:
/// `chain! { for String raises Timeout | NotFound; then parse }`.
///
/// # Stages
///
/// | stage | callback takes | may give | after it |
/// | --- | --- | --- | --- |
/// | `then f` | `T` | `U`, `Result<U, X>`, `Deferred<U, Xs>` | `U`; `X` joins the set |
/// | `then f else g` | f: `T`; g: `Failure<R>` | the same, with the same `U` | `U`; only what f and g raise |
/// | <code>catch \|e: X\| ..</code> | `X`, or `Failure<(X,)>` | `T`, `Result<T, Y>`, `Deferred<T, Ys>` | `X` is out of the set, `Y` joins it |
/// | `catch X \| Y => f` | `OneOf<(X, Y)>` | the same | `X` and `Y` are out of the set |
/// | <code>catch \|failure\| ..</code> | `Failure<R>` | the same | only what the handler raises |
/// | `both f` | `Outcome<T, R>` | as `then` | only what f raises |
/// | `inspect f` | `&T` | `()` | unchanged |
/// | `finally f` | nothing, or `Option<&Outcome<T, R>>` | `()`, `Deferred<()>`, `Result<(), X>`, `Deferred<(), Xs>` | `X` joins the set |
/// | `timeout(&clock, time)` | | | unchanged, and `TimedOut` joins the set, in which there must be `Cancelled` |
/// | `raises A \| B` | | | exactly these, in this order |
/// | `raises at most A \| B` | | | these; not all of them need be able to happen |
/// | `raises nothing` | | | no error can be in flight |
///
/// A `timeout` limits all stages before it, and its time begins when the chain is made: a source that takes longer
/// is cancelled.
///
/// # Callbacks
///
/// A closure, with parameter types inferred and everything that closures can do; a path to a function; or a call
/// with `_` in place of the result. The other arguments of such a call are evaluated once, when the chain is made,
/// as in `addCallback(f, *args)`; for `&place`, `place` moves into the callback, which borrows it when it runs.
///
/// An async closure, an `async fn`, or any other function that gives a future is a callback as well: the chain waits
/// for the future, whose output is then what the callback gives. No executor is needed: whoever fires what the
/// future awaits polls it, as with [`run`](crate::run()).
///
/// Lint attributes before a stage apply to it: `#[allow(unused_variables)] then |page| 0`.
///
/// # Cost
///
/// All stages become one continuation. On a source that is ready, the continuation runs at once, without an
/// allocation; otherwise it waits in the source's own node if its captures fit into six words (four, where it
/// crosses threads), and in one box if not.
#[macro_export]
macro_rules! chain {
    ($($chain:tt)*) => {
        $crate::__chain!($crate $($chain)*)
    };
}

/// Attaches a chain, and draws its railway: each station with the types that the chain carries behind it.
///
/// The macro takes what [`chain!`](macro@chain) takes, and returns a pair of the chain's result and a `Railway`,
/// which is printed as a text, or drawn as a [picture](macro@crate::railway). The picture of `#[railway]` can only
/// guess from the words where errors join those in flight and where none are left; this one knows it from the
/// types. A test that compares the text with the intended one is a contract for each stage.
///
/// ```
/// use deferred::{Deferred, drawn, testing::success_result_of};
/// use std::string::FromUtf8Error;
///
/// #[derive(Debug)]
/// struct Timeout;
///
/// let (length, railway) = drawn! {
///     for Vec<u8> raises Timeout;
///     then String::from_utf8,
///     catch |_: FromUtf8Error| String::new(),
///     then |text| text.len(),
///     catch |_: Timeout| 0,
/// };
/// assert_eq!(railway.to_string(), "\
/// Vec<u8> raises Timeout  Vec<u8>, or Timeout
/// then String::from_utf8  String, or Timeout | FromUtf8Error
/// catch FromUtf8Error     String, or Timeout
/// then text.len()         usize, or Timeout
/// catch Timeout           usize
/// ");
/// assert_eq!(success_result_of(length(Deferred::fail(Timeout))), 0);
/// ```
///
/// Its picture, as `railway.picture()` gives it:
///
#[doc = include_str!("drawn.html")]
///
/// A pipeline declares its argument by `for`, since it stands by itself here.
///
/// Twisted has no counterpart.
#[macro_export]
macro_rules! drawn {
    ($($chain:tt)*) => {
        $crate::__drawn!($crate $($chain)*)
    };
}

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
#[cfg(feature = "std")]
#[macro_export]
#[doc(alias("ensureDeferred", "fromCoroutine"))]
macro_rules! run {
    ($($future:tt)*) => {
        $crate::__run!($crate $($future)*)
    };
}

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

/// Matches one error of a set: with an arm for each, in any order.
///
/// An arm is for a type. Its pattern names the type, as `Status(code)` and `Missing` do; or a name is bound to it,
/// `e: io::Error`. Several errors may share an arm: `Missing | Gone`, or `e: Missing | Gone`, where `e` is a
/// [`OneOf`](crate::OneOf) these. Arms are not closures: `return`, `?` and `.await` in them are those of the
/// function around them.
///
/// ```
/// use deferred::{OneOf, match_error};
/// use std::io;
///
/// #[derive(Debug)]
/// struct Missing;
/// #[derive(Debug)]
/// struct Status(u16);
/// #[derive(Debug)]
/// struct Gone;
///
/// fn describe(error: OneOf<(io::Error, Missing, Status, Gone)>) -> String {
///     match_error! { error;
///         Status(code) => format!("status {code}"),
///         Missing | Gone => "not there".into(),
///         e: io::Error => format!("cannot be read: {e}"),
///     }
/// }
/// assert_eq!(describe(OneOf::new(Status(500))), "status 500");
/// assert_eq!(describe(OneOf::new(Gone)), "not there");
/// ```
///
/// The macro matches a [`OneOf`](crate::OneOf) or a [`Failure`](crate::Failure); with an arm `Ok(..)` an
/// [`Outcome`](crate::Outcome), or a `Result` with a `OneOf`:
///
/// ```
/// use deferred::{Deferred, match_error, chain, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Busy;
/// #[derive(Debug)]
/// struct Offline;
///
/// fn page() -> Deferred<&'static str, (Busy, Offline)> {
///     Deferred::fail(Busy)
/// }
///
/// let status: Deferred<u16> = chain! {
///     page();
///     both |outcome| match_error! { outcome;
///         Ok(_) => 200,
///         Busy => 503,
///         Offline => 504,
///     },
/// };
/// assert_eq!(success_result_of(status), 503);
/// ```
///
/// # Errors
///
/// A missing arm does not compile, nor does one for an error that this cannot be.
///
/// Twisted: `failure.trap`, `failure.check`.
#[macro_export]
#[doc(alias("match", "trap", "check"))]
macro_rules! match_error {
    ($($matching:tt)*) => {
        $crate::__match_error!($crate $($matching)*)
    };
}

/// The body, with what its `?` ask for.
#[doc(hidden)]
#[macro_export]
macro_rules! __raising {
    ($($body:tt)*) => {{
        #[allow(unused_imports, reason = "there may be no `?`")]
        use $crate::raising::{Asks as _, AsksForOne as _};
        $($body)*
    }};
}
