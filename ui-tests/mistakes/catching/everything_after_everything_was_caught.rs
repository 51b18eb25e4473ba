// Code: E-nothing-to-catch
//! A handler for whatever is left, where nothing is left.
//!
//! In Twisted such a last errback is the custom, since an error that nobody handled is logged only
//! when the Deferred is garbage-collected. It also swallows every bug in the handlers before it.
//!
//! Here each `catch` takes away what it handles. After the last one the set is empty, and a further
//! handler could never run.
//!
//! The fix: take it away. If another error joins the set one day, the compiler asks for a handler
//! then.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout| String::from("too late"),
        catch |failure| format!("{failure:?}"),
    };
    page.detach();
}
