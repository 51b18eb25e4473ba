//! Unwinding: panics of users' callbacks and drops are caught, passed on, or contained; and `Opaque`, a wrapper whose
//! drop the compiler does not look through when it checks bounds.

use core::fmt::{self, Debug, Write};
use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};

/// Runs `f`, and returns its value or the payload of its panic. Without `std` nothing can be caught, and a panic
/// goes on.
#[cfg(feature = "std")]
pub(crate) fn catch<T>(f: impl FnOnce() -> T) -> Result<T, Payload> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(f))
}

#[cfg(not(feature = "std"))]
pub(crate) fn catch<T>(f: impl FnOnce() -> T) -> Result<T, Payload> {
    Ok(f())
}

/// The payload of a panic.
#[cfg(feature = "std")]
type Payload = alloc::boxed::Box<dyn core::any::Any + Send>;

#[cfg(not(feature = "std"))]
type Payload = core::convert::Infallible;

/// Runs several functions that must all run, whichever of them panics: the first panic goes on when
/// [`resume`](Panicked::resume) is called.
#[derive(Default)]
#[must_use = "a panic goes on when it is resumed"]
pub struct Panicked {
    first: Option<Payload>,
}

impl Panicked {
    /// Runs `f`, and keeps its panic if that is the first.
    #[doc(hidden)]
    pub fn run(&mut self, f: impl FnOnce()) {
        if let Err(payload) = catch(f)
            && let Some(other) = self.keep(payload)
        {
            discard(other);
        }
    }

    pub(crate) fn is_any(&self) -> bool {
        self.first.is_some()
    }

    fn keep(&mut self, payload: Payload) -> Option<Payload> {
        if self.first.is_some() {
            return Some(payload);
        }
        self.first = Some(payload);
        None
    }

    /// Ends the first panic here: where a thread ends there is no caller that it could go on to. The panic hook has
    /// printed it.
    #[cfg(feature = "std")]
    pub(crate) fn end(self) {
        self.first.into_iter().for_each(discard);
    }

    /// Lets the first panic go on, unless the thread is panicking already: then only that one goes on.
    #[doc(hidden)]
    pub fn resume(self) {
        let Some(payload) = self.first else { return };
        #[cfg(feature = "std")]
        if !std::thread::panicking() {
            std::panic::resume_unwind(payload);
        }
        discard(payload);
    }
}

/// Drops the payload of a panic, which may have any type. If that drop panics in turn, the payload of the second
/// panic is leaked.
#[cfg(feature = "std")]
fn discard(payload: Payload) {
    if let Err(again) = catch(|| drop(payload)) {
        core::mem::forget(again);
    }
}

/// Without `std` nothing was caught.
#[cfg(not(feature = "std"))]
fn discard(payload: Payload) {
    match payload {}
}

/// Runs `f`. If the thread is panicking already, a panic of `f` ends here: a second panic would abort the process,
/// and with it what still has to run.
#[inline]
pub(crate) fn contain(f: impl FnOnce()) {
    let mut f = Some(f);
    contain_call(&mut || {
        if let Some(f) = f.take() {
            f();
        }
    });
}

/// A destructor that runs when its owner is dropped, at the latest.
pub(crate) trait Ending {
    fn end(&mut self);
}

/// Ends `it`, containing a panic as [`contain`] does.
pub(crate) fn contain_ending(it: &mut dyn Ending) {
    contain_call(&mut || it.end());
}

/// [`contain`] without type parameters, so that there is one copy of it.
fn contain_call(call: &mut dyn FnMut()) {
    #[cfg(feature = "std")]
    if std::thread::panicking() {
        // The panic hook has printed the message.
        if let Err(payload) = catch(call) {
            discard(payload);
        }
        return;
    }
    call();
}

/// Returns `result` once `left_over` was dropped.
///
/// A function's return value is leaked if one of its variables panics in its drop
/// ([rust-lang/rust#47949](https://github.com/rust-lang/rust/issues/47949)): here it is dropped then, and a failure
/// in it reported.
#[inline]
pub(crate) fn once_gone<O>(left_over: impl Sized, result: O) -> O {
    drop(left_over);
    result
}

/// Prints `value` into `f`, and notes there if `value`'s own printing fails or panics.
pub(crate) fn print_safely(f: &mut dyn Write, value: &fmt::Arguments<'_>, name: &str) -> fmt::Result {
    match printed(value) {
        Some(text) => f.write_str(&text),
        None => write!(f, "<a {name} that cannot be printed>"),
    }
}

/// The text of `value`; none if its own printing fails or panics.
pub(crate) fn printed(value: &fmt::Arguments<'_>) -> Option<alloc::string::String> {
    let print = || {
        let mut text = alloc::string::String::new();
        text.write_fmt(*value).ok().map(|()| text)
    };
    catch(print).unwrap_or_else(|payload| {
        discard(payload);
        None
    })
}

/// The `Debug` text of `value`; none if that fails or panics.
pub(crate) fn debug_text(value: &dyn Debug) -> Option<alloc::string::String> {
    printed(&format_args!("{value:?}"))
}

/// Ends the program after the violation of an invariant. The function does not unwind, so its caller needs no
/// landing pad.
#[cold]
#[inline(never)]
pub(crate) extern "C" fn impossible(what: &&'static str) -> ! {
    unreachable!("{what}")
}

/// An `X`, dropped with the wrapper like any field.
///
/// The compiler looks through all fields of what a function drops, and works out the types of each. Where a field's
/// type depends on a bound that the function forgot, the compiler reports that once more, although it has reported
/// it at the signature. It does not look into a `ManuallyDrop`, nor past a type that has a `Drop` of its own.
pub(crate) struct Opaque<X>(ManuallyDrop<X>);

impl<X> Opaque<X> {
    #[inline(always)]
    pub(crate) fn new(value: X) -> Self {
        Opaque(ManuallyDrop::new(value))
    }

    #[inline(always)]
    pub(crate) fn into_inner(self) -> X {
        let mut this = ManuallyDrop::new(self);
        // SAFETY: `this` is not used again, and its drop does not run: the value is taken once, and its new owner
        // drops it.
        #[allow(unsafe_code)]
        unsafe {
            ManuallyDrop::take(&mut this.0)
        }
    }
}

impl<X> Drop for Opaque<X> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: the value is there: only `into_inner` takes it, after which this drop does not run. Nobody sees
        // the field after this.
        #[allow(unsafe_code)]
        unsafe {
            ManuallyDrop::drop(&mut self.0);
        }
    }
}

impl<X> Deref for Opaque<X> {
    type Target = X;

    #[inline(always)]
    fn deref(&self) -> &X {
        &self.0
    }
}

impl<X> DerefMut for Opaque<X> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut X {
        &mut self.0
    }
}
