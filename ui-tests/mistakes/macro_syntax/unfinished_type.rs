// Code: E-parameters-have-no-end
//! A handler whose error has no type yet, as while somebody types.
//!
//! What follows the comma could be a second parameter; but it reads like a stage, and a handler has one
//! parameter.
//!
//! The other stages are understood: what comes after this one is known to an editor.
//!
//! The fix: go on typing.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |error: ,
        then |page| page.len(),
        finally || (),
    };
    page.detach();
}
