//! What a failure knows of the one before it, in the less usual ways to replace it.

use super::{A, B, C, causes, noted};
use deferred::testing::failure_result_of;
use deferred::{Deferred, Failure, Stage, chain, fail, succeed};

#[test]
fn in_the_second_half_of_a_pair_it_is_raised_at_else() {
    let site = failure_result_of(chain! {
        fail::<u32, _>(A(1));
        then |n| n
        else |_| Err::<u32, A>(A(2)),
    })
    .raised();
    assert_eq!(site.stage(), Stage::Else);
    let line = include_str!("replaced.rs").lines().nth(site.line() as usize - 1).unwrap();
    assert!(line[site.column() as usize - 1..].starts_with("else |_| Err"), "{site}");
}

#[test]
fn what_was_handled_goes_behind_any_number_of_causes() {
    let mut d = fail::<(), _>(A(0));
    for _ in 0..50_000 {
        d = chain! { d; catch |A(n): A| Err(B(n + 1)), catch |B(n): B| Err(A(n + 1)) };
    }
    let long = failure_result_of(d);
    let failure = failure_result_of(chain! { fail::<(), _>(C(0)); catch move |_: C| Err(long) });
    assert_eq!(causes(&failure).len(), 100_001);
    assert_eq!(causes(&failure).last().unwrap(), noted("C(0)"));
}

#[test]
fn the_causes_of_a_failure_that_was_given_away_whole_are_kept() {
    let failure = failure_result_of(chain! {
        fail::<(), _>(A(1));
        catch |_: A| Err(B(2)),
        catch |_| Err(C(3)),
    });
    assert_eq!(causes(&failure), ["B(2)", "A(1)"].map(noted));
    let failure = failure_result_of(chain! {
        fail::<(), _>(A(1));
        catch |_: A| Err(B(2)),
        catch |_: Failure<(B,)>| Err(C(3)),
    });
    assert_eq!(causes(&failure), ["B(2)", "A(1)"].map(noted));
}

#[test]
fn another_error_of_the_same_type_from_the_same_place_is_another_failure() {
    fn attempt(n: u32) -> Deferred<(), (A,)> {
        chain! { succeed(n); then |n| Err::<(), A>(A(n)) }
    }
    let failure = failure_result_of(chain! { attempt(1); catch |_: A| attempt(2) });
    assert_eq!(failure.check::<A>(), Some(&A(2)));
    assert_eq!(causes(&failure), [noted("A(1)")]);
}
