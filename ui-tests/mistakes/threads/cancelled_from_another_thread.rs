// Code: E-stays-on-its-thread
// Words: rustc's own (E0277)
//! A plain Deferred, cancelled from another thread.
//!
//! In Twisted `d.cancel()` runs the canceller on whatever thread calls it, and nothing says that this is the wrong one.
//!
//! Here a handle is of the flavour of its Deferred: that of a plain one stays on its thread.
//!
//! The fix: `threads::pending`; its handles cancel from any thread.

use deferred::{Cancelled, Deferred};

fn main() {
    let (_resolver, page) = Deferred::<String, (Cancelled,)>::pending();
    let stop = page.cancel_handle();
    std::thread::spawn(move || stop.cancel());
    page.catch(|_: Cancelled| String::new()).detach();
}
