//! `catching`: makes an error of the panic of a callback.

use crate::error::failure::Failure;
use crate::error::set::Has;
use crate::error::site::Site;
use crate::flavour::Flavour;
use crate::runtime::unwind;
use crate::stages::{Form, Reply, Settled};
use alloc::boxed::Box;
use alloc::string::String;
use core::any::Any;
use core::error::Error;
use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

/// Runs `f`, and makes an error of its panic: a callback that returns this can fail with [`Panicked`].
///
/// `catching` stands around the body of a callback, whatever that returns: a value, a `Result` or a Deferred.
/// Whoever fires the chain does not see the panic then, and the chain's other callbacks run. Panics of `f` itself
/// are caught, not those in the callbacks of a Deferred that it returns.
///
/// ```
/// use deferred::{Panicked, catching, chain, succeed, testing::success_result_of};
///
/// fn parse(text: &str) -> u32 {
///     text.parse().expect("a number")
/// }
///
/// let d = chain! {
///     succeed("twelve");
///     then |text| catching(|| parse(text)),
///     catch |panicked: Panicked| {
///         assert!(panicked.message().starts_with("a number"));
///         0
///     },
/// };
/// assert_eq!(success_result_of(d), 0);
/// ```
///
/// The method [`then`](crate::Deferred::then) takes its [`into_result`](Caught::into_result); in `chain!`, a
/// callback may return it as it is.
///
/// The panic hook runs first, and by default prints the message. A panic that aborts cannot be caught, and `f` is
/// trusted to leave nothing half done that somebody else sees, as with [`AssertUnwindSafe`](std::panic::AssertUnwindSafe).
///
/// Twisted catches every exception of a callback in this way.
#[doc(alias = "catch_unwind")]
pub fn catching<O>(f: impl FnOnce() -> O) -> Caught<O> {
    Caught(unwind::catch(f).map_err(|payload| Panicked { message: message_of(&*payload), payload }))
}

/// The reply of a callback, or its panic: see [`catching`].
#[must_use = "a panic that was caught is lost if nobody looks at it"]
pub struct Caught<O>(Result<O, Panicked>);

impl<O> Caught<O> {
    /// The result outside of a chain, with the panic as [`Panicked`].
    ///
    /// # Errors
    ///
    /// [`Panicked`], if `f` panicked.
    ///
    /// ```
    /// use deferred::catching;
    ///
    /// let caught = catching(|| "twelve".parse::<u32>().expect("a number")).into_result();
    /// assert!(caught.is_err());
    /// ```
    pub fn into_result(self) -> Result<O, Panicked> {
        self.0
    }
}

impl<O> Debug for Caught<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Ok(_) => f.write_str("Caught(what it gave)"),
            Err(panicked) => write!(f, "Caught({panicked:?})"),
        }
    }
}

/// A callback panicked, and [`catching`] caught it.
///
/// ```
/// use deferred::catching;
///
/// let panicked = catching(|| -> u8 { panic!("out of paper") }).into_result().unwrap_err();
/// assert_eq!(panicked.message(), "out of paper");
/// let payload = panicked.into_payload(); // or `panicked.resume()`, which panics on
/// assert!(payload.is::<&str>());
/// ```
///
/// Twisted: the `Failure` of any exception that a callback raised.
pub struct Panicked {
    message: String,
    payload: Box<dyn Any + Send>,
}

impl Panicked {
    /// The message of the panic; a payload that is no text has a message that says so.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The payload of the panic.
    pub fn into_payload(self) -> Box<dyn Any + Send> {
        self.payload
    }

    /// Resumes the panic, without the panic hook.
    pub fn resume(self) -> ! {
        std::panic::resume_unwind(self.payload)
    }
}

impl Debug for Panicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Panicked").field(&self.message).finish()
    }
}

impl Display for Panicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a callback panicked: {}", self.message)
    }
}

impl Error for Panicked {}

fn message_of(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("something that is no text").into()
}

/// The reply is of the form `How`, or a panic.
#[doc(hidden)]
pub struct ByCaught<How, Index>(PhantomData<fn() -> (How, Index)>);

impl<How: Form, Index: 'static> Form for ByCaught<How, Index> {
    const FALLIBLE: bool = true;
    const WAITS: bool = How::WAITS;
}

#[diagnostic::do_not_recommend]
impl<O, U: 'static, To, How, Index, Thread: Flavour> Reply<U, To, ByCaught<How, Index>, Thread> for Caught<O>
where
    O: Reply<U, To, How, Thread>,
    To: Has<Panicked, Index>,
    How: Form,
    Index: 'static,
{
    type Later = O::Later;

    #[inline]
    fn settle(self, site: Site) -> Settled<U, To, O::Later> {
        match self.0 {
            Ok(reply) => reply.settle(site),
            Err(panicked) => Settled::Now(Err(Failure::raise(panicked, site))),
        }
    }
}
