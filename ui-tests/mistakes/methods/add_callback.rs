// Code: E-no-such-method
// Words: rustc's own (E0599)
//! A callback added by the name that Twisted has for it.
//!
//! `d.addCallback(f)` changes the Deferred, which goes on being the same object: who else has it finds its value changed.
//!
//! A stage gives a new Deferred, of another type. The stages and methods have names of their own; in the documentation each is found by its Twisted name.
//!
//! The fix: `then`, or `map` as a method.

use deferred::Deferred;

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = fetch("/index").add_callback(|page| page.trim().to_owned());
    length.detach();
}
