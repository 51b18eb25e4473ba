//! Runs the same stage written in two ways on every kind of source.

use crate::{A, B};
use deferred::{Deferred, ErrorSet, unhandled};
use std::fmt::Debug;

/// What every stage is tried on.
pub type Source = Deferred<u32, (A, B)>;

/// How a source comes to its outcome.
#[derive(Debug, Clone, Copy)]
enum Way {
    Value,
    ErrorA,
    ErrorB,
    Never,
}

/// A source, and what makes it come to its outcome later.
fn source(way: Way, late: bool) -> (Source, Box<dyn FnOnce()>) {
    let settled = move || match way {
        Way::Value => Source::succeed(1),
        Way::ErrorA => Source::fail(A(2)),
        Way::ErrorB => Source::fail(B(3)),
        Way::Never => Source::pending().1,
    };
    if !late {
        return (settled(), Box::new(|| ()));
    }
    let (resolver, d) = Source::pending();
    (d, Box::new(move || settled().chain_into(resolver)))
}

/// All that can be seen of a stage from outside.
fn seen<U: Debug + 'static, S: ErrorSet>(
    stage: fn(Source) -> Deferred<U, S>,
    way: Way,
    late: bool,
) -> Vec<String> {
    let watch = unhandled::watch();
    let (d, fire) = source(way, late);
    let d = stage(d);
    fire();
    let mut seen = match d.try_outcome() {
        Err(d) => vec![format!("{d:?}")],
        Ok(Ok(value)) => vec![format!("value {value:?}")],
        Ok(Err(failure)) => {
            let raised = failure.raised().stage();
            let causes: Vec<_> = std::iter::successors(failure.cause(), |cause| cause.cause())
                .map(|cause| format!("{:?} in {}", cause.text(), cause.raised().stage()))
                .collect();
            let suppressed: Vec<_> = failure.suppressed().iter().map(|other| other.text()).collect();
            vec![
                format!("raised in {raised}, causes {causes:?}, suppressed {suppressed:?}"),
                format!("passed {} stages", failure.passed().len()),
                format!("error {:?}", failure.into_error()),
            ]
        }
    };
    // Where things stand in the source is for other tests.
    seen.extend(watch.finish().iter().filter_map(|report| report.lines().next()).map(str::to_owned));
    seen
}

/// Both do the same, whatever comes before them.
#[track_caller]
pub fn assert_same<U: Debug + 'static, S: ErrorSet>(
    method: fn(Source) -> Deferred<U, S>,
    stage: fn(Source) -> Deferred<U, S>,
) {
    for way in [Way::Value, Way::ErrorA, Way::ErrorB, Way::Never] {
        for late in [false, true] {
            let (by_method, by_stage) = (seen(method, way, late), seen(stage, way, late));
            assert_eq!(by_method, by_stage, "{way:?}, late: {late}");
        }
    }
}
