//! The macros `chain!` and `drawn!`, which attach callbacks.

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
