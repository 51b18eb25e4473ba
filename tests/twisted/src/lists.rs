//! Several Deferreds at once: `DeferredList`, `race`, and the way back from what the core gives to Python.

use crate::deferred::Deferred;
use crate::python::{Chain, Ended, Errors, Failure, Fault, make, python_failure, python_result, raise_now};
use deferred::{AllFailed, CancelHandle, Cancelled, ErrorSet, FirstError, Outcome, members};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;

fn object<'py>(py: Python<'py>, value: impl IntoPyObject<'py>) -> Py<PyAny> {
    match value.into_bound_py_any(py) {
        Ok(object) => object.unbind(),
        Err(raised) => panic!("a list or a tuple: {raised}"),
    }
}

/// The list of `(success, result)` that a `DeferredList` comes to.
fn all(py: Python<'_>, outcomes: impl IntoIterator<Item = Ended>) -> Py<PyAny> {
    let pairs = outcomes.into_iter().map(|ended| (ended.is_ok(), python_result(py, ended)));
    object(py, pairs.collect::<Vec<_>>())
}

fn first_error(py: Python<'_>, first: FirstError<Errors>) -> Failure {
    let error = make(py, "FirstError", (python_failure(py, first.failure), first.index));
    Failure::new(Fault::of_exception(py, error.bind(py)))
}

/// Ends a chain in `taker`, and gives what cancels it.
fn end<T: 'static, R: ErrorSet>(
    chain: deferred::Deferred<T, R>,
    taker: impl FnOnce(Outcome<T, R>) + 'static,
) -> CancelHandle {
    let ended = chain.both(move |outcome| {
        taker(outcome);
        deferred::succeed(())
    });
    let ended: deferred::Deferred<(), (deferred::Cancelled,)> = ended.raises_at_most();
    ended.cancel_handle()
}

/// A Python Deferred of what a chain of the core comes to. A cancel of it goes there.
pub fn of_core<T: 'static, R: ErrorSet>(
    py: Python<'_>,
    chain: deferred::Deferred<T, R>,
    convert: impl FnOnce(Python<'_>, Outcome<T, R>) -> Ended + 'static,
) -> PyResult<Py<Deferred>> {
    let chain = match chain.try_outcome() {
        Ok(outcome) => return Py::new(py, Deferred::ready(Chain::settled(convert(py, outcome)))),
        Err(chain) => chain,
    };
    let made = Py::new(py, Deferred::unmade())?;
    let fires = made.clone_ref(py);
    let stop = end(chain, move |outcome| {
        Python::attach(|py| {
            let this = fires.bind(py).borrow();
            // If it was fired by somebody else, there is nobody to tell.
            let _ = this.fire(py, convert(py, outcome));
        });
    });
    let (resolver, chain) = Chain::cancellable(move || stop.cancel());
    made.bind(py).borrow().begins(resolver, chain);
    Ok(made)
}

/// Fires `list` with what `from` come to, in the shape that the flags of `DeferredList` say. Gives what cancels them.
#[pyfunction]
pub fn wait_for(
    list: &Bound<'_, Deferred>,
    from: Vec<Bound<'_, Deferred>>,
    on_callback: bool,
    on_errback: bool,
    consume: bool,
) -> Stop {
    let copies: Vec<Chain> = from.iter().map(|member| member.borrow().tee(consume)).collect();
    let list = list.clone().unbind();
    let finish = move |ended: Ended| {
        Python::attach(|py| {
            let list = list.bind(py).borrow();
            if !list.was_called() {
                // Nobody has fired it, so it can be.
                let _ = list.fire(py, ended);
            }
        });
    };
    Stop(if on_callback && on_errback {
        // Whatever comes first decides it: each outcome is a value then.
        let outcomes = copies.into_iter().map(|copy| copy.both(|ended: Ended| deferred::succeed(ended)));
        end(members(outcomes).first_success(), move |first| {
            let Ok((index, ended)) = first else { return };
            finish(Python::attach(|py| match ended {
                Ok(value) => Ok(object(py, (value, index))),
                Err(failure) => Err(first_error(py, FirstError { index, failure })),
            }));
        })
    } else if on_callback {
        end(members(copies).drop_late().first_success(), move |first| {
            finish(Python::attach(|py| {
                Ok(match first {
                    Ok((index, value)) => object(py, (value, index)),
                    Err(failed) => all(py, failed.only().failures.into_iter().map(Err)),
                })
            }));
        })
    } else if on_errback {
        end(members(copies).drop_late().first_failure(), move |outcome| {
            finish(Python::attach(|py| match outcome {
                Ok(values) => Ok(all(py, values.into_iter().map(Ok))),
                Err(first) => Err(first_error(py, first.only())),
            }));
        })
    } else {
        end(members(copies).drop_late().list(), move |Ok(outcomes)| {
            finish(Python::attach(|py| Ok(all(py, outcomes))));
        })
    })
}

/// What cancels a list.
#[pyclass(unsendable)]
pub struct Stop(CancelHandle);

#[pymethods]
impl Stop {
    fn cancel(&self) -> PyResult<()> {
        self.0.cancel();
        raise_now()
    }
}

/// The first that has a value, with its index; the others are cancelled.
#[pyfunction]
pub fn race(py: Python<'_>, ds: Vec<Bound<'_, Deferred>>) -> PyResult<Py<Deferred>> {
    let count = ds.len();
    let first = members(ds.iter().map(|d| d.borrow().give())).drop_late().race();
    of_core(py, first, move |py, outcome| match outcome {
        Ok((index, value)) => Ok(object(py, (index, value))),
        Err(failure) => {
            // That the race is cancelled says of each that it was.
            let failures = match failure.trap::<AllFailed<Errors>, _>() {
                Ok(failed) => failed.failures,
                Err(_cancelled) => (0..count).map(|_| Failure::new(Cancelled)).collect(),
            };
            let failures = failures.into_iter().map(|failure| python_failure(py, failure));
            let group = make(py, "FailureGroup", (object(py, failures.collect::<Vec<_>>()),));
            Err(Failure::new(Fault::of_exception(py, group.bind(py))))
        }
    })
}
