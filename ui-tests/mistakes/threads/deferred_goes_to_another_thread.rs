// Code: E-stays-on-its-thread
// Words: rustc's own (E0277)
//! A plain Deferred, taken to another thread.
//!
//! In Twisted nothing hinders it. Its guide says which few functions may be called from another thread, and `addCallback` is none.
//!
//! Whoever has the Deferred attaches callbacks, which run where it is fired: two threads would be in it at a time.
//!
//! The fix: take the value there, in a callback; or make the pair by `threads::pending`.

use deferred::Deferred;

fn main() {
    let (resolver, page) = Deferred::<String>::pending();
    std::thread::spawn(move || page.map(|page| page.len()).detach());
    resolver.succeed("page".to_owned());
}
