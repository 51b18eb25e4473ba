// Code: E-handler-gives-another-type
//! A handler that may fail itself, and whose `Result` is of another value type than the chain's.
//!
//! An errback in Twisted may raise, and it may return; here it says both in its type. `Err(Fatal)`
//! by itself leaves open what it would give if all went well, and somebody wrote `()` there.
//!
//! The chain carries a `String`. So must the `Ok` side of the handler's result, even where it is
//! never used.
//!
//! The fix: `Err::<String, _>(Fatal)`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct Fatal;

fn fetch(_url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::fail(Timeout)
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout| Err::<(), _>(Fatal),
        catch |_: Fatal| String::new(),
    };
    page.detach();
}
