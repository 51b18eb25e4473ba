// Code: E-then-uses-another-type
// Words: rustc's own (E0599)
//! A callback whose body takes its argument for something else.
//!
//! Nothing is annotated, as in Python, and there the mistake is "'str' object has no attribute
//! 'iter'", the day the page comes, inside the machinery of the reactor.
//!
//! Here parameter types are inferred from the stage before. The body is checked with them, and the
//! error is the compiler's ordinary one, at the method that does not exist.
//!
//! The fix: use what is there, or convert it in the stage before.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let sum = chain! {
        fetch("/index");
        then |numbers| numbers.iter().sum::<i32>(),
        catch |_: Timeout| 0,
    };
    sum.detach();
}
