//! A chain may be written by another macro, with its pieces put in.

use crate::errors::{A, B, fails_with_a, fails_with_b};
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, chain, succeed};

#[test]
fn with_expressions_types_patterns_and_names_put_in() {
    macro_rules! handled {
        ($source:expr, $callback:expr, $error:ty, $pattern:pat => $handler:expr, $name:path) => {
            chain! {
                $source;
                then $callback,
                catch |$pattern: $error| $handler,
                catch $name => |_| 20,
            }
        };
    }
    let d: Deferred<u8> = handled!(fails_with_a(3), |n| n + 1, A, A(n) => n + 10, crate::errors::B);
    assert_eq!(success_result_of(d), 13);
}

#[test]
fn with_stages_put_in() {
    macro_rules! staged {
        ($source:expr; $($stage:tt)*) => {
            chain! { $source; then |n| n + 1, $($stage)* }
        };
    }
    let d: Deferred<u8> = staged!(fails_with_b(1); catch |A(n): A| n, catch |B(n): B| n + 5);
    assert_eq!(success_result_of(d), 6);
}

#[test]
fn with_stages_repeated() {
    macro_rules! repeated {
        ($source:expr; $($callback:expr),*; $($error:ty),*) => {
            chain! { $source; $(then $callback,)* $(catch |error: $error| error.0,)* }
        };
    }
    let d: Deferred<u8> = repeated!(fails_with_b(4); |n| n + 1, |n| n * 2; B, A);
    assert_eq!(success_result_of(d), 4);
    let d: Deferred<u8> = repeated!(succeed(4_u8); |n| n + 1, |n| n * 2;);
    assert_eq!(success_result_of(d), 10);
}

#[test]
fn with_a_list_of_errors_put_in() {
    macro_rules! listed {
        ($source:expr; $($error:ty),+) => {
            (chain! { $source; catch $($error)|+ => |_| 3, raises nothing }, chain! { $source; raises $($error)|+ })
        };
    }
    let (caught, stated): (Deferred<u8>, Deferred<u8, (B, A)>) = listed!(fails_with_a(1); B, A);
    assert_eq!(success_result_of(caught), 3);
    assert!(failure_result_of(stated).is::<A>());
}

#[test]
fn with_the_word_of_a_stage_put_in() {
    macro_rules! worded {
        ($source:expr; $word:ident $callback:expr) => {
            chain! { $source; $word $callback }
        };
    }
    let d: Deferred<u8> = worded!(succeed(1_u8); then |n| n + 1);
    assert_eq!(success_result_of(d), 2);
    let d: Deferred<u8> = worded!(succeed(1_u8); both |outcome| outcome.unwrap_or(0) + 4);
    assert_eq!(success_result_of(d), 5);
}

#[test]
fn with_names_that_do_not_mix() {
    macro_rules! hygienic {
        ($source:expr, $outer:ident) => {{
            let inner = 1_u8;
            chain! { $source; then move |n| n + inner + $outer }
        }};
    }
    let inner = 10_u8;
    let d = hygienic!(succeed(100_u8), inner);
    assert_eq!(success_result_of(d), 111);
}
