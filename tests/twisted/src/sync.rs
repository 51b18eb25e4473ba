//! Twisted's lock, semaphore and queue. Python has no guards: they are kept here until `release`.

use crate::deferred::Deferred;
use crate::lists::of_core;
use crate::python::{Chain, Failure, Fault, exception, failed, known};
use deferred::{Backlog, Cancelled, Delivery, Lock, LockGuard, Queue, Semaphore, SemaphoreGuard, ThisThread};
use pyo3::exceptions::{PyAssertionError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyTuple};
use std::cell::RefCell;
use std::rc::Rc;

/// The guards that nobody has released.
type Guards<G> = Rc<RefCell<Vec<G>>>;

/// A function with its arguments, called as `maybeDeferred` does.
struct Call {
    function: Py<PyAny>,
    args: Py<PyTuple>,
    kwargs: Option<Py<PyDict>>,
}

impl Call {
    fn run(self) -> Chain {
        Python::attach(|py| {
            let args = std::iter::once(self.function.into_bound(py)).chain(self.args.bind(py).iter());
            let args = PyTuple::new(py, args.collect::<Vec<_>>());
            let kwargs = self.kwargs.as_ref().map(|kwargs| kwargs.bind(py));
            let called = args.and_then(|args| known(py, "maybeDeferred").call(args, kwargs));
            match called.and_then(|d| Ok(d.cast_into::<Deferred>()?)) {
                Ok(d) => d.borrow().give(),
                Err(raised) => failed(Fault::of(py, &raised)),
            }
        })
    }
}

/// A Deferred of `this`, whose guard is kept once it is there.
fn acquired<G: 'static>(
    this: &Bound<'_, PyAny>,
    acquiring: deferred::Deferred<G, (Cancelled,)>,
    guards: &Guards<G>,
) -> PyResult<Py<Deferred>> {
    let (guards, given) = (guards.clone(), this.clone().unbind());
    of_core(this.py(), acquiring, move |_, outcome| {
        outcome
            .map(|guard| guards.borrow_mut().push(guard))
            .map(|()| given)
            .map_err(|_| Failure::new(Cancelled))
    })
}

fn release<G>(guards: &Guards<G>, none: &'static str) -> PyResult<()> {
    let guard = guards.borrow_mut().pop();
    guard.map(drop).ok_or_else(|| PyAssertionError::new_err(none))
}

/// What `__aexit__` gives: an exception goes on.
fn exits(py: Python<'_>) -> PyResult<Py<Deferred>> {
    let goes_on = PyBool::new(py, false).to_owned().into_any().unbind();
    Py::new(py, Deferred::ready(Chain::succeed(goes_on)))
}

#[pyclass(subclass, weakref, dict, unsendable, module = "deferred_twisted")]
pub struct DeferredLock {
    lock: Lock,
    guards: Guards<LockGuard>,
}

#[pymethods]
impl DeferredLock {
    #[new]
    fn new() -> Self {
        DeferredLock { lock: Lock::new(()), guards: Guards::default() }
    }

    #[getter]
    fn locked(&self) -> bool {
        self.lock.is_locked()
    }

    fn acquire(slf: &Bound<'_, Self>) -> PyResult<Py<Deferred>> {
        let this = slf.borrow();
        acquired(slf, this.lock.acquire(), &this.guards)
    }

    fn release(&self) -> PyResult<()> {
        release(&self.guards, "Tried to release an unlocked lock")
    }

    #[pyo3(signature = (function, *args, **kwargs))]
    fn run(
        &self,
        py: Python<'_>,
        function: Py<PyAny>,
        args: Py<PyTuple>,
        kwargs: Option<Py<PyDict>>,
    ) -> PyResult<Py<Deferred>> {
        let call = Call { function, args, kwargs };
        let ran: Chain = self.lock.run(move |()| call.run());
        of_core(py, ran, |_, outcome| outcome)
    }

    fn __aenter__(slf: &Bound<'_, Self>) -> PyResult<Py<Deferred>> {
        Self::acquire(slf)
    }

    #[pyo3(signature = (*_args))]
    fn __aexit__(&self, py: Python<'_>, _args: Py<PyTuple>) -> PyResult<Py<Deferred>> {
        self.release()?;
        exits(py)
    }
}

#[pyclass(subclass, weakref, dict, unsendable, module = "deferred_twisted")]
pub struct DeferredSemaphore {
    semaphore: Semaphore,
    guards: Guards<SemaphoreGuard>,
    #[pyo3(get)]
    limit: usize,
}

#[pymethods]
impl DeferredSemaphore {
    #[new]
    fn new(tokens: isize) -> PyResult<Self> {
        let limit = usize::try_from(tokens).ok().filter(|&limit| limit > 0);
        let limit = limit.ok_or_else(|| PyValueError::new_err("DeferredSemaphore requires tokens >= 1"))?;
        Ok(DeferredSemaphore { semaphore: Semaphore::new(limit), guards: Guards::default(), limit })
    }

    #[getter]
    fn tokens(&self) -> usize {
        self.semaphore.free()
    }

    fn acquire(slf: &Bound<'_, Self>) -> PyResult<Py<Deferred>> {
        let this = slf.borrow();
        acquired(slf, this.semaphore.acquire(), &this.guards)
    }

    fn release(&self) -> PyResult<()> {
        release(&self.guards, "Someone released me too many times: too many tokens!")
    }

    #[pyo3(signature = (function, *args, **kwargs))]
    fn run(
        &self,
        py: Python<'_>,
        function: Py<PyAny>,
        args: Py<PyTuple>,
        kwargs: Option<Py<PyDict>>,
    ) -> PyResult<Py<Deferred>> {
        let call = Call { function, args, kwargs };
        let ran: Chain = self.semaphore.run(move || call.run());
        of_core(py, ran, |_, outcome| outcome)
    }

    fn __aenter__(slf: &Bound<'_, Self>) -> PyResult<Py<Deferred>> {
        Self::acquire(slf)
    }

    #[pyo3(signature = (*_args))]
    fn __aexit__(&self, py: Python<'_>, _args: Py<PyTuple>) -> PyResult<Py<Deferred>> {
        self.release()?;
        exits(py)
    }
}

#[pyclass(subclass, weakref, dict, unsendable, module = "deferred_twisted")]
pub struct DeferredQueue(Queue<Py<PyAny>, ThisThread, Backlog>);

#[pymethods]
impl DeferredQueue {
    #[new]
    #[pyo3(signature = (size = None, backlog = None))]
    fn new(size: Option<usize>, backlog: Option<usize>) -> Self {
        let queue = Queue::new();
        let queue = size.into_iter().fold(queue, Queue::with_size);
        DeferredQueue(queue.with_backlog(backlog.unwrap_or(usize::MAX)))
    }

    fn put(&self, py: Python<'_>, obj: Py<PyAny>) -> PyResult<()> {
        self.0.put(obj).map_err(|_| exception(py, "QueueOverflow"))
    }

    fn get(&self, py: Python<'_>) -> PyResult<Py<Deferred>> {
        let got = self.0.get().map_err(|_| exception(py, "QueueUnderflow"))?;
        // Nobody closes it, so what fails was cancelled.
        of_core(py, got, |_, outcome| outcome.map(Delivery::accept).map_err(|_| Failure::new(Cancelled)))
    }
}
