//! `attempt`: calls a function, and makes a Deferred of what it returns.

use crate::deferred::Deferred;
use crate::stages::IntoDeferred;

/// Calls `f`, and makes a Deferred of what it returns: a `Result` or a Deferred.
///
/// A function that takes a callback need not care whether the callback answers now or later; [`IntoDeferred`] says
/// which answers it may give. Where the answer's type is known, `chain! { maybe f(x); .. }` does the same, and
/// takes a plain value too; a callback with a plain value returns [`succeed`](crate::succeed) of it here.
///
/// ```
/// use deferred::{Deferred, IntoDeferred, attempt, chain, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Locked;
///
/// fn greeting<O>(is_valid: impl FnOnce(&str) -> O, user: &'static str) -> Deferred<String, O::Errors>
/// where
///     O: IntoDeferred<Value = bool>,
/// {
///     attempt(|| is_valid(user)).map(move |valid| if valid { format!("hello {user}") } else { "hm".into() })
/// }
///
/// let now = greeting(|user| if user == "mallory" { Err(Locked) } else { Ok(true) }, "alice");
/// assert_eq!(success_result_of(now), "hello alice");
///
/// let (resolver, valid) = Deferred::<bool, (Locked,)>::pending();
/// let later = greeting(|_| valid, "agnes");
/// resolver.succeed(true);
/// assert_eq!(success_result_of(later), "hello agnes");
/// ```
///
/// Twisted: `maybeDeferred`, and `execute` for a function that answers now.
#[inline]
#[track_caller]
#[doc(alias("maybeDeferred", "execute"))]
pub fn attempt<O: IntoDeferred>(f: impl FnOnce() -> O) -> Deferred<O::Value, O::Errors> {
    f().into_deferred()
}
