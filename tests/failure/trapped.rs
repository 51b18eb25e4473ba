//! Case 41 of Twisted's edge cases: what a trap does not match goes on as it was, history and all.

use crate::{A, B, C, causes, noted};
use deferred::testing::failure_result_of;
use deferred::{Deferred, ErrorSet, Failure, Stage, chain, fail};

/// A failure of `A` with everything that one can know: a cause, a suppressed one, and in debug builds what it passed.
fn eventful() -> Deferred<u32, (A, C)> {
    chain! {
        fail::<u32, _>(B(1));
        catch |_: B| Err(A(2)),
        finally || Err(C(3)),
    }
}

/// All that is known of a failure, but for the type of its set.
fn known<R: ErrorSet>(failure: &Failure<R>) -> String {
    format!("{failure:#?} {:?}", failure.passed())
}

#[test]
fn case_41_a_trap_that_does_not_match_gives_the_same_failure_back() {
    let failure = failure_result_of(eventful());
    let before = known(&failure);
    let rest = failure.trap::<C, _>().expect_err("it is an A");
    assert_eq!(known(&rest), before);
    assert_eq!(causes(&rest), [noted("B(1)")]);
    assert_eq!(rest.suppressed().len(), 1);
}

#[test]
fn case_41_an_errback_that_passes_on_what_it_did_not_trap_raises_nothing_new() {
    let before = failure_result_of(eventful());
    let after = failure_result_of(chain! {
        eventful();
        catch |failure| match failure.trap::<C, _>() {
            Ok(C(n)) => Ok(n),
            Err(failure) => Err(failure),
        },
    });
    assert_eq!(known(&after), known(&before));
}

#[test]
fn case_41_a_catch_of_another_error_is_only_noted_as_passed() {
    let before = failure_result_of(eventful());
    let after = failure_result_of(chain! { eventful(); catch |C(n): C| n });
    assert_eq!((after.raised(), causes(&after)), (before.raised(), causes(&before)));
    let catch = if cfg!(debug_assertions) { vec![Stage::Catch] } else { Vec::new() };
    let new = after.passed().iter().skip(before.passed().len());
    assert_eq!(new.map(|site| site.stage()).collect::<Vec<_>>(), catch);
}
