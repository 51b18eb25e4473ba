//! A failure raised in a method's callback is raised where the method's name stands.

use crate::{A, B};
use deferred::testing::failure_result_of;
use deferred::{Deferred, Failure, OneOf, Site, Stage};

/// What stands in this file at `site`.
fn text_at(site: Site) -> &'static str {
    assert!(site.file().ends_with("sites.rs"), "{site}");
    let line = include_str!("sites.rs").lines().nth(site.line() as usize - 1).expect("a line of this file");
    &line[site.column() as usize - 1..]
}

#[track_caller]
fn assert_at<T: 'static>(d: Deferred<T, (A, B)>, stage: Stage, text: &str) {
    let raised = failure_result_of(d).raised();
    assert!(text_at(raised).starts_with(text), "{raised} is at {:?}", text_at(raised));
    assert_eq!(raised.stage(), stage);
}

fn succeeds() -> Deferred<u32, (A, B)> {
    Deferred::succeed(1)
}

fn fails() -> Deferred<u32, (A, B)> {
    Deferred::fail(A(1))
}

#[test]
fn then() {
    assert_at(
        succeeds().map(|n| n).then(|n| Err::<(), A>(A(n))),
        Stage::Then,
        "then(|n| Err::<(), A>(A(n)))",
    );
    assert_at(
        succeeds().map(|n| n).then(|n| Err::<(), OneOf<(A,)>>(OneOf::new(A(n)))).map(|()| 3),
        Stage::Then,
        "then(|n| Err::<(), OneOf<(A,)>>",
    );
}

#[test]
fn catch() {
    let caught = fails().catch(|A(n): A| Err(B(n)));
    assert_at(caught.raises_at_most(), Stage::Catch, "catch(|A(n): A| Err(B(n)))");
    let caught = fails().catch(|_: Failure<(A,)>| Err(B(2)));
    assert_at(caught.raises_at_most(), Stage::Catch, "catch(|_: Failure<(A,)>| Err(B(2)))");
}

#[test]
fn finally() {
    assert_at(succeeds().finally(|| Err(B(1))), Stage::Finally, "finally(|| Err(B(1)))");
    assert_at(succeeds().finally_with(|_| Err(B(1))), Stage::Finally, "finally_with(|_| Err(B(1)))");
}

#[test]
fn what_a_failure_passed_is_where_the_methods_stand() {
    if !cfg!(debug_assertions) {
        return;
    }
    let d = fails().map(|n| n).then(|n| Ok::<u32, A>(n)).inspect(|_| ()).catch(|B(n): B| n).finally(|| ());
    let failure = failure_result_of(d);
    let passed: Vec<_> = failure.passed().iter().map(|&site| text_at(site).split('(').next()).collect();
    assert_eq!(passed, ["map", "then", "inspect", "catch", "finally"].map(Some));
}
