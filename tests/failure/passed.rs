//! The stages that a failure passed: kept in debug builds, so that a report says which way it went.

use crate::{A, B};
use deferred::testing::failure_result_of;
use deferred::{Deferred, ErrorSet, Failure, Stage, chain, fail, succeed, unhandled};

/// The stages that it passed; in release builds none are noted.
fn passed<R: ErrorSet>(failure: &Failure<R>) -> Vec<Stage> {
    failure.passed().iter().map(|site| site.stage()).collect()
}

/// What is expected of this build.
fn in_debug(stages: &[Stage]) -> Vec<Stage> {
    if cfg!(debug_assertions) { stages.to_vec() } else { Vec::new() }
}

#[test]
fn stages_that_it_went_past_are_noted_in_order() {
    let failure = failure_result_of(chain! {
        Deferred::<u32, (A, B)>::fail(A(1));
        then |n| n,
        inspect |_| (),
        catch |B(n): B| n,
        finally || (),
        then |n| n,
    });
    let expected = [Stage::Then, Stage::Inspect, Stage::Catch, Stage::Finally, Stage::Then];
    assert_eq!(passed(&failure), in_debug(&expected));
    let lines: Vec<_> = failure.passed().iter().map(|site| site.line()).collect();
    assert!(lines.is_sorted(), "{lines:?}");
}

#[test]
fn a_stage_that_had_it_in_hand_is_not_one_that_it_passed() {
    let failure = failure_result_of(chain! { fail::<u32, _>(A(1)); catch |failure| Err(failure) });
    assert_eq!(passed(&failure), []);
    let failure = failure_result_of(chain! { fail::<u32, _>(A(1)); both |outcome| outcome });
    assert_eq!(passed(&failure), []);
    let failure = failure_result_of(chain! { fail::<u32, _>(A(1)); then |n| n else |failure| Err(failure) });
    assert_eq!(passed(&failure), []);
}

#[test]
fn stages_before_it_was_raised_are_not_noted() {
    let failure = failure_result_of(chain! {
        succeed(1);
        then |n| n,
        then |n| Err::<u32, A>(A(n)),
        inspect |_| (),
    });
    assert_eq!(passed(&failure), in_debug(&[Stage::Inspect]));
}

#[test]
fn a_checkpoint_is_not_noted() {
    let failure = failure_result_of(chain! { fail::<u32, _>(A(1)); raises A, raises at most B | A });
    assert_eq!(passed(&failure), []);
}

#[test]
fn methods_note_as_stages_do() {
    let d = Deferred::<u32, (A, B)>::fail(A(1));
    let d = d.map(|n| n).then(|n| Ok::<u32, A>(n)).inspect(|_| ()).finally(|| ()).catch(|B(n): B| n);
    let expected = [Stage::Map, Stage::Then, Stage::Inspect, Stage::Finally, Stage::Catch];
    assert_eq!(passed(&failure_result_of(d)), in_debug(&expected));
}

#[test]
fn only_the_first_thirty_two_are_noted_and_the_others_counted() {
    let mut d = fail::<u32, _>(A(1));
    for _ in 0..40 {
        d = d.map(|n| n);
    }
    let failure = failure_result_of(d);
    assert_eq!(passed(&failure), in_debug(&[Stage::Map; 32]));
    assert_eq!(format!("{failure:#?}").contains("passed 8 more stages"), cfg!(debug_assertions));
}

#[test]
fn what_it_passed_is_in_the_report() {
    let watch = unhandled::watch();
    drop(chain! { fail::<u32, _>(A(1)); then |n| n });
    let reports = watch.finish();
    assert_eq!(reports[0].contains("\n  passed "), cfg!(debug_assertions), "{reports:?}");
}
