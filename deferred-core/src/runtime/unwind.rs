//! Living with callbacks that panic.

use core::fmt::{self, Debug, Write};

/// What `f` gives, or what it panicked with. Without `std` nothing can be caught, and a panic goes on.
#[cfg(feature = "std")]
pub(crate) fn catch<T>(f: impl FnOnce() -> T) -> Result<T, alloc::boxed::Box<dyn core::any::Any + Send>> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(f))
}

#[cfg(not(feature = "std"))]
pub(crate) fn catch<T>(f: impl FnOnce() -> T) -> Result<T, core::convert::Infallible> {
    Ok(f())
}

/// Runs `f`. A panic of its own ends here if the thread is panicking already: going on, it would end the process, and with it what still has to run.
pub(crate) fn contain(f: impl FnOnce()) {
    #[cfg(feature = "std")]
    if std::thread::panicking() {
        // The panic hook has said what there is to say.
        drop(catch(f));
        return;
    }
    f();
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
    catch(print).ok().flatten()
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
