//! What a failure knows besides its error: where it was raised, what it passed, what it replaced, what came with it.

// A closure is what is tried, even where the function in it would do.
#![allow(clippy::redundant_closure)]

mod causes;
mod copied;
mod long;
mod noted;
mod passed;
mod printing;
mod replaced;
mod sites;
mod suppressed;
mod trapped;

use deferred::Failure;

#[derive(Debug, PartialEq, Clone)]
struct A(u32);

#[derive(Debug, PartialEq, Clone)]
struct B(u32);

#[derive(Debug, PartialEq, Clone)]
struct C(u32);

/// The texts of a failure's causes, the last one first.
fn causes<R: deferred::ErrorSet>(failure: &Failure<R>) -> Vec<String> {
    let causes = std::iter::successors(failure.cause(), |cause| cause.cause());
    causes.map(|cause| cause.text().unwrap_or("no text").to_owned()).collect()
}

/// Notes of errors that were replaced are kept in debug builds.
fn noted(text: &str) -> &str {
    if cfg!(debug_assertions) { text } else { "no text" }
}
