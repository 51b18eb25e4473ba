//! Unwinding: callbacks and drops of users that panic, caught, passed on, or contained.

use core::fmt::{self, Debug, Write};

/// What `f` gives, or what it panicked with. Without `std` nothing can be caught, and a panic goes on.
#[cfg(feature = "std")]
pub(crate) fn catch<T>(f: impl FnOnce() -> T) -> Result<T, Payload> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(f))
}

#[cfg(not(feature = "std"))]
pub(crate) fn catch<T>(f: impl FnOnce() -> T) -> Result<T, Payload> {
    Ok(f())
}

/// What a panic was with.
#[cfg(feature = "std")]
type Payload = alloc::boxed::Box<dyn core::any::Any + Send>;

#[cfg(not(feature = "std"))]
type Payload = core::convert::Infallible;

/// Runs several that must all run, whichever of them panics: the first panic goes on when [`resume`](Panicked::resume) is called.
#[derive(Default)]
#[must_use = "a panic goes on when it is resumed"]
pub(crate) struct Panicked {
    first: Option<Payload>,
}

impl Panicked {
    pub(crate) fn run(&mut self, f: impl FnOnce()) {
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

    /// The first panic ends here: where a thread ends there is nobody that it could go on to. The panic hook has said what there is to say.
    #[cfg(feature = "std")]
    pub(crate) fn end(self) {
        self.first.into_iter().for_each(discard);
    }

    /// The first panic goes on, unless the thread is panicking already: then that does.
    pub(crate) fn resume(self) {
        let Some(payload) = self.first else { return };
        #[cfg(feature = "std")]
        if !std::thread::panicking() {
            std::panic::resume_unwind(payload);
        }
        discard(payload);
    }
}

/// Drops what a panic was with, which may be anything. Where that panics in turn, what it panics with is not dropped.
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

/// Runs `f`. A panic of its own ends here if the thread is panicking already: going on, it would end the process, and with it what still has to run.
#[inline]
pub(crate) fn contain(f: impl FnOnce()) {
    let mut f = Some(f);
    contain_call(&mut || {
        if let Some(f) = f.take() {
            f();
        }
    });
}

/// What runs when it is dropped, at the latest.
pub(crate) trait Ending {
    fn end(&mut self);
}

/// Ends `it`. A panic in that goes as far as one in [`contain`].
pub(crate) fn contain_ending(it: &mut dyn Ending) {
    contain_call(&mut || it.end());
}

/// The same of whatever is called, so that there is one copy of it.
fn contain_call(call: &mut dyn FnMut()) {
    #[cfg(feature = "std")]
    if std::thread::panicking() {
        // The panic hook has said what there is to say.
        if let Err(payload) = catch(call) {
            discard(payload);
        }
        return;
    }
    call();
}

/// `result`, once `left_over` is gone.
///
/// What a function is about to return is lost where one of its variables panics as it goes
/// ([rust-lang/rust#47949](https://github.com/rust-lang/rust/issues/47949)): here it is dropped then, and a failure reported.
#[inline]
pub(crate) fn once_gone<O>(left_over: impl Sized, result: O) -> O {
    drop(left_over);
    result
}

/// Prints `value` into `f`, and says so where `value`'s own printing fails or panics.
pub(crate) fn print_safely(f: &mut dyn Write, value: &fmt::Arguments<'_>, name: &str) -> fmt::Result {
    match printed(value) {
        Some(text) => f.write_str(&text),
        None => write!(f, "<a {name} that cannot be printed>"),
    }
}

/// The text of `value`, unless its own printing fails or panics.
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

/// The text of `value` as `Debug` has it, unless that fails or panics.
pub(crate) fn debug_text(value: &dyn Debug) -> Option<alloc::string::String> {
    printed(&format_args!("{value:?}"))
}

/// Ends the program where something is that cannot be. It does not unwind, so its caller keeps nothing in memory for the way out.
#[cold]
#[inline(never)]
pub(crate) extern "C" fn impossible(what: &&'static str) -> ! {
    unreachable!("{what}")
}
