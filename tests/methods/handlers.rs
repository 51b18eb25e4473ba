//! Methods for failures: `catch`, `catch_all`, `or_else`, `then_else`, `both`.

use crate::compare::assert_same;
use crate::{A, B, C};
use deferred::{Deferred, Failure, OneOf, chain, fail, succeed};

#[test]
fn catch_of_one_error() {
    assert_same(|d| d.catch(|A(n): A| n + 1), |d| chain! { d; catch |A(n): A| n + 1 });
    assert_same(|d| d.catch(|B(n): B| n + 1), |d| chain! { d; catch B => |B(n)| n + 1 });
}

#[test]
fn catch_of_one_error_that_may_raise_what_is_left() {
    assert_same(|d| d.catch(|A(n): A| Err(B(n))), |d| chain! { d; catch |A(n): A| Err(B(n)) });
    assert_same(|d| d.catch(|A(n): A| Ok::<u32, B>(n)), |d| chain! { d; catch |A(n): A| Ok::<u32, B>(n) });
    assert_same(|d| d.catch(|A(n): A| fail(B(n))), |d| chain! { d; catch |A(n): A| fail(B(n)) });
    assert_same(|d| d.catch(|A(n): A| succeed(n)), |d| chain! { d; catch |A(n): A| succeed(n) });
    assert_same(
        |d| d.catch(|A(n): A| Err(OneOf::<(B,)>::new(B(n)))),
        |d| chain! { d; catch |A(n): A| Err(OneOf::<(B,)>::new(B(n))) },
    );
}

#[test]
fn catch_of_several_errors() {
    fn number(error: OneOf<(B, A)>) -> u32 {
        match error.trap::<A, _>() {
            Ok(A(n)) => n,
            Err(rest) => rest.only().0 * 10,
        }
    }
    assert_same(|d| d.catch(number), |d| chain! { d; catch B | A => number });
    assert_same(
        |d| d.catch(|error: OneOf<(A,)>| error.only().0),
        |d| chain! { d; catch |error: OneOf<(A,)>| error.only().0 },
    );
}

#[test]
fn catch_of_a_failure() {
    assert_same(
        |d| d.catch(|failure: Failure<(A,)>| failure.only().0),
        |d| chain! { d; catch |failure: Failure<(A,)>| failure.only().0 },
    );
    assert_same(
        |d| d.catch(|failure: Failure<(B, A)>| u32::from(failure.is::<A>())),
        |d| chain! { d; catch |failure: Failure<(B, A)>| u32::from(failure.is::<A>()) },
    );
}

#[test]
fn catch_all() {
    assert_same(
        |d| d.catch_all(|failure| u32::from(failure.is::<A>())),
        |d| chain! { d; catch |failure| u32::from(failure.is::<A>()) },
    );
}

#[test]
fn or_else() {
    assert_same(|d| d.or_else(|_| fail::<u32, _>(C(4))), |d| chain! { d; catch |_| fail::<u32, _>(C(4)) });
    assert_same(
        |d| d.or_else(|failure| Deferred::settled(Err(failure))),
        |d| chain! { d; catch |failure| Err(failure) },
    );
    assert_same(|d| d.or_else(|_| succeed(4)), |d| chain! { d; catch |_| succeed(4) });
}

#[test]
fn then_else() {
    assert_same(
        |d| d.then_else(|n| succeed(n + 1), |failure| succeed(u32::from(failure.is::<A>()))),
        |d| chain! { d; then |n| n + 1 else |failure| u32::from(failure.is::<A>()) },
    );
    assert_same(
        |d| d.then_else(|n| fail::<u32, _>(C(n)), |_| fail(C(9))),
        |d| chain! { d; then |n| fail::<u32, _>(C(n)) else |_| fail::<u32, _>(C(9)) },
    );
    assert_same(
        |d| d.then_else(Deferred::succeed, |failure| Deferred::settled(Err(failure))),
        |d| chain! { d; then |n| n else |failure| Err(failure) },
    );
}

#[test]
fn both() {
    assert_same(
        |d| d.both(|outcome| succeed(outcome.is_ok())),
        |d| chain! { d; both |outcome| outcome.is_ok() },
    );
    assert_same(|d| d.both(|_| fail::<u32, _>(C(1))), |d| chain! { d; both |_| fail::<u32, _>(C(1)) });
    assert_same(|d| d.both(Deferred::settled), |d| chain! { d; both |outcome| outcome });
}
