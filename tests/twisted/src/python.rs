//! What Python calls a Failure, and the classes and functions that Python has told us of.

use deferred::{Cancelled, Outcome, Resolver, unhandled};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyDict;
use std::cell::{Cell, RefCell};
use std::fmt;

/// What may be in flight: a Failure of Python's, or a cancel that no canceller answered.
pub type Errors = (Fault, Cancelled);
pub type Chain = deferred::Deferred<Py<PyAny>, Errors>;
pub type Failure = deferred::Failure<Errors>;
pub type Firing = Resolver<Py<PyAny>, Errors>;
pub type Ended = Outcome<Py<PyAny>, Errors>;

/// A `twisted.python.failure.Failure`.
pub struct Fault(pub Py<PyAny>);

thread_local! {
    /// Set while a report is looked at. A report gives its error as `Debug` alone, so the error leaves itself in `REPORTED`.
    static IS_REPORTING: Cell<bool> = const { Cell::new(false) };
    static REPORTED: RefCell<Option<Py<PyAny>>> = const { RefCell::new(None) };
    /// What a canceller raised: a canceller has no other way to say so.
    static RAISED: RefCell<Option<PyErr>> = const { RefCell::new(None) };
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if IS_REPORTING.get() {
            Python::attach(|py| REPORTED.set(Some(self.0.clone_ref(py))));
        }
        f.write_str("a Python failure")
    }
}

impl Fault {
    /// The Failure of what was raised.
    pub fn of(py: Python<'_>, raised: &PyErr) -> Self {
        let (class, value, traceback) = (raised.get_type(py), raised.value(py), raised.traceback(py));
        Fault(make(py, "Failure", (value, class, traceback)))
    }

    /// The Failure of an exception.
    pub fn of_exception(py: Python<'_>, exception: &Bound<'_, PyAny>) -> Self {
        Fault(make(py, "Failure", (exception,)))
    }
}

/// What the Python side has told us, by its name there.
static KNOWN: PyOnceLock<Py<PyDict>> = PyOnceLock::new();

/// The class or function of that name.
pub fn known<'py>(py: Python<'py>, name: &str) -> Bound<'py, PyAny> {
    let known = KNOWN.get(py).expect("`configure` was called").bind(py);
    known.get_item(name).ok().flatten().unwrap_or_else(|| panic!("`configure` was told of `{name}`"))
}

/// What `name` makes of the arguments. It is one of Twisted's own, which does not raise.
pub fn make<'py>(py: Python<'py>, name: &str, args: impl pyo3::call::PyCallArgs<'py>) -> Py<PyAny> {
    known(py, name).call1(args).unwrap_or_else(|raised| panic!("{name}: {raised}")).unbind()
}

/// The exception that `name` makes.
pub fn exception(py: Python<'_>, name: &str) -> PyErr {
    PyErr::from_value(make(py, name, ()).into_bound(py))
}

pub fn is_failure(value: &Bound<'_, PyAny>) -> bool {
    value.is_instance(&known(value.py(), "Failure")).unwrap_or(false)
}

/// A value or a Failure of Python's, as an outcome.
pub fn ended(value: Bound<'_, PyAny>) -> Ended {
    if is_failure(&value) { Err(Failure::new(Fault(value.unbind()))) } else { Ok(value.unbind()) }
}

/// The Failure of Python's that came down a chain.
pub fn python_failure(py: Python<'_>, failure: Failure) -> Py<PyAny> {
    match failure.trap::<Fault, _>() {
        Ok(Fault(failure)) => failure,
        Err(_cancelled) => make(py, "Failure", (make(py, "CancelledError", ()),)),
    }
}

/// A value, or a Failure of Python's.
pub fn python_result(py: Python<'_>, ended: Ended) -> Py<PyAny> {
    ended.unwrap_or_else(|failure| python_failure(py, failure))
}

pub fn failed(fault: Fault) -> Chain {
    Chain::settled(Err(Failure::new(fault)))
}

/// Keeps what a canceller raised until the cancel returns.
pub fn raise_later(raised: PyErr) {
    RAISED.set(Some(raised));
}

/// Raises what a canceller raised meanwhile.
pub fn raise_now() -> PyResult<()> {
    RAISED.take().map_or(Ok(()), Err)
}

/// Says which of Twisted's classes and functions are meant.
#[pyfunction]
#[pyo3(signature = (**names))]
pub fn configure(py: Python<'_>, names: Option<Py<PyDict>>) {
    if KNOWN.set(py, names.expect("they have names")).is_ok() {
        unhandled::set_hook(report);
    }
}

/// Tells Twisted's log of a failure that nobody handled. An abandoned Deferred is no fault there.
fn report(report: &unhandled::Report<'_>) {
    let Some(error) = report.error() else { return };
    Python::attach(|py| {
        // A report may come while an exception is on its way.
        let raised = PyErr::take(py);
        IS_REPORTING.set(true);
        let _ = format!("{error:?}");
        IS_REPORTING.set(false);
        let fault = REPORTED.take();
        let failure = fault.unwrap_or_else(|| python_failure(py, Failure::new(Cancelled)));
        if let Err(raised) = known(py, "report").call1((failure,)) {
            raised.write_unraisable(py, None);
        }
        if let Some(raised) = raised {
            raised.restore(py);
        }
    });
}
