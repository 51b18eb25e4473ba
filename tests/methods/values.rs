//! Methods for values: `map`, `then`, `inspect`, `finally`, `finally_with`, `raises`, `raises_at_most`, `pipe`.

use crate::compare::{Source, assert_same};
use crate::{A, B, C};
use deferred::{Deferred, Failure, OneOf, Outcome, chain, succeed};
use std::cell::Cell;

type Three = (A, B, C);

fn wide(d: Source) -> Deferred<u32, Three> {
    d.raises_at_most()
}

fn later(n: u32) -> Deferred<u32, (C, A)> {
    let (resolver, d) = Deferred::pending();
    if n == 1 {
        resolver.succeed(n + 10)
    } else {
        resolver.fail(C(n))
    }
    d
}

#[test]
fn map() {
    assert_same(|d| d.map(|n| n + 1), |d| chain! { d; then |n| n + 1 });
    assert_same(|d| d.map(|n| vec![n]), |d| chain! { d; then |n| vec![n] });
    assert_same(|d| d.map(drop), |d| chain! { d; then drop });
}

#[test]
fn map_takes_a_result_for_a_value() {
    let d: Deferred<Result<u32, A>> = succeed(1).map(|n| Err(A(n)));
    assert_eq!(deferred::testing::success_result_of(d), Err(A(1)));
}

#[test]
fn then() {
    assert_same(
        |d| d.then(|n| if n > 1 { Ok(n) } else { Err(A(n)) }),
        |d| chain! { d; then |n| if n > 1 { Ok(n) } else { Err(A(n)) } },
    );
    assert_same(
        |d| d.then(|n| if n == 1 { Ok(n + 1) } else { Err(B(n)) }),
        |d| chain! { d; then |n| if n == 1 { Ok(n + 1) } else { Err(B(n)) } },
    );
}

#[test]
fn then_with_an_error_that_is_new() {
    assert_same(|d| wide(d).then(|n| Err::<u32, C>(C(n))), |d| chain! { d; then |n| Err::<u32, C>(C(n)) });
}

#[test]
fn then_with_failures_and_one_of_several() {
    assert_same(
        |d| wide(d).then(|n| Err::<u32, _>(Failure::<(C, A)>::new(C(n)))),
        |d| chain! { d; then |n| Err::<u32, _>(Failure::<(C, A)>::new(C(n))) },
    );
    assert_same(
        |d| wide(d).then(|n| Err::<u32, _>(OneOf::<(C, A)>::new(C(n)))),
        |d| chain! { d; then |n| Err::<u32, _>(OneOf::<(C, A)>::new(C(n))) },
    );
}

#[test]
fn then_with_another_deferred() {
    assert_same(|d| d.then(|n| succeed(n + 1)), |d| chain! { d; then |n| succeed(n + 1) });
    assert_same(
        |d| wide(d).then(|n| Deferred::<u32, (C,)>::fail(C(n))),
        |d| chain! { d; then |n| Deferred::<u32, (C,)>::fail(C(n)) },
    );
    assert_same(|d| wide(d).then(later), |d| chain! { d; then later });
    assert_same(|d| wide(d).then(|n| later(n + 1)), |d| chain! { d; then |n| later(n + 1) });
}

#[test]
fn inspect() {
    thread_local!(static SEEN: Cell<u32> = const { Cell::new(0) });
    assert_same(
        |d| d.inspect(|n| SEEN.set(SEEN.get() + n)),
        |d| chain! { d; inspect |n| SEEN.set(SEEN.get() + n) },
    );
    assert_eq!(SEEN.get(), 4);
}

#[test]
fn finally() {
    thread_local!(static RUNS: Cell<u32> = const { Cell::new(0) });
    fn count() {
        RUNS.set(RUNS.get() + 1);
    }
    assert_same(|d| d.finally(count), |d| chain! { d; finally count });
    assert_eq!(RUNS.get(), 16);
    assert_same(|d| d.finally(|| succeed(())), |d| chain! { d; finally || succeed(()) });
    assert_same(|d| d.finally(|| Err(B(9))), |d| chain! { d; finally || Err(B(9)) });
    assert_same(|d| d.finally(|| Ok::<(), B>(())), |d| chain! { d; finally || Ok::<(), B>(()) });
    assert_same(|d| wide(d).finally(|| later(2).map(drop)), |d| chain! { d; finally || later(2).map(drop) });
}

#[test]
fn finally_with() {
    fn log(outcome: Option<&Outcome<u32, (A, B)>>) -> Result<(), B> {
        match outcome {
            Some(Ok(n)) if *n > 0 => Err(B(n + 10)),
            Some(Err(failure)) if failure.is::<A>() => Err(B(20)),
            Some(_) => Ok(()),
            None => Err(B(30)),
        }
    }
    assert_same(|d| d.finally_with(log), |d| chain! { d; finally |outcome| log(outcome) });
    assert_same(|d| d.finally_with(|_| ()), |d| chain! { d; finally |_| () });
    assert_same(
        |d| d.finally_with(|_| Deferred::<(), (B,)>::fail(B(1))),
        |d| chain! { d; finally |_| Deferred::<(), (B,)>::fail(B(1)) },
    );
}

#[test]
fn raises() {
    assert_same(|d| d.raises::<(B, A), _>(), |d| chain! { d; raises B | A });
    assert_same(|d| d.raises::<(A, B), _>(), |d| chain! { d; raises A | B });
    assert_same(|d| d.map(|n| n).raises::<(B, A), _>(), |d| chain! { d; then |n| n, raises B | A });
}

#[test]
fn raises_at_most() {
    assert_same(|d| d.raises_at_most::<(C, B, A), _>(), |d| chain! { d; raises at most C | B | A });
    assert_same(|d| d.raises_at_most::<(A, B), _>(), |d| chain! { d; raises at most A | B });
}

#[test]
fn pipe() {
    fn doubled(d: Source) -> Source {
        chain! { d; then |n| n * 2 }
    }
    assert_same(|d| d.pipe(doubled), |d| chain! { d; then |n| n * 2 });
    assert_same(|d| d.pipe(chain! { then |n| n * 2 }), |d| chain! { d; then |n| n * 2 });
}

#[test]
fn chains_of_methods_and_of_stages() {
    assert_same(
        |d| {
            wide(d)
                .map(|n| n + 1)
                .then(|n| if n > 2 { Ok(n) } else { Err(C(n)) })
                .catch(|A(n): A| n)
                .inspect(|_| ())
                .catch(|C(n): C| Err(B(n)))
                .finally(|| ())
        },
        |d| {
            chain! {
                d;
                then |n| n + 1,
                then |n| if n > 2 { Ok(n) } else { Err(C(n)) },
                catch |A(n): A| n,
                inspect |_| (),
                catch |C(n): C| Err(B(n)),
                finally || (),
            }
        },
    );
}
