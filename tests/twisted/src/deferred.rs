//! The class `Deferred`: a resolver until it is fired, and the end of a chain, which each `addCallback` takes and puts back.

use crate::callback::{Callback, Stage};
use crate::python::{
    Chain, Ended, Errors, Failure, Fault, Firing, ended, exception, failed, is_failure, known,
    python_failure, python_result, raise_later, raise_now,
};
use deferred::{CancelHandle, Cancelled, PauseGuard};
use pyo3::exceptions::{PyAssertionError, PyAttributeError};
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyWeakrefMethods, PyWeakrefReference};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a Deferred knows of itself. Its callbacks hold it, and may run when the Deferred has gone.
#[derive(Default)]
pub struct Owner {
    /// Where the Python object was; only to be compared.
    address: Cell<usize>,
    /// What it waits for, which Twisted keeps alive and shows as `_chainedTo`.
    waits_for: RefCell<Option<Py<Deferred>>>,
    /// How many wait for it to whom it was given.
    given_to: Cell<usize>,
    /// Fires what was attached after it was given, one for each.
    left_over: RefCell<VecDeque<Firing>>,
}

impl Owner {
    pub fn is(&self, other: &Bound<'_, Deferred>) -> bool {
        self.address.get() == other.as_ptr() as usize
    }

    pub fn waits_for(&self, inner: Py<Deferred>) {
        let before = self.waits_for.replace(Some(inner));
        drop(before);
    }

    pub fn waits_no_more(&self) {
        let before = self.waits_for.take();
        drop(before);
    }

    /// The None that is left of the result when it has gone to those to whom it was given.
    fn leftover(&self) -> Chain {
        let (resolver, leftover) = Chain::pending();
        self.left_over.borrow_mut().push_back(resolver);
        leftover
    }
}

thread_local! {
    /// Resolvers of leftovers whose result has just gone on. They fire when those have run who took it.
    static LEFT_OVER: RefCell<Vec<Firing>> = const { RefCell::new(Vec::new()) };
}

/// Runs what may fire, and then what was attached to Deferreds whose results went on meanwhile.
fn with_leftovers<T>(run: impl FnOnce() -> T) -> T {
    let before = LEFT_OVER.with_borrow(Vec::len);
    let done = run();
    while let Some(resolver) =
        LEFT_OVER.with_borrow_mut(|left| if left.len() > before { left.pop() } else { None })
    {
        resolver.succeed(none());
    }
    done
}

fn none() -> Py<PyAny> {
    Python::attach(|py| py.None())
}

/// Where the end of the chain is.
#[derive(Default)]
enum End {
    /// Here.
    Here(Chain),
    /// With somebody who waits for it; the handle cancels that.
    Given(CancelHandle),
    /// The same, and callbacks were attached since: they get what is left over.
    GivenAndAttached(CancelHandle, Chain),
    /// It has failed, and that was handled without a callback.
    Handled(Py<PyAny>),
    /// In use: a callback is being attached, and may run.
    #[default]
    Busy,
}

#[pyclass(subclass, weakref, dict, unsendable, module = "deferred_twisted")]
pub struct Deferred {
    resolver: Cell<Option<Firing>>,
    end: Cell<End>,
    /// What is attached while the end is in use.
    attached: RefCell<VecDeque<Stage>>,
    /// Pauses that are not undone.
    pauses: Cell<usize>,
    guards: RefCell<Vec<PauseGuard<Py<PyAny>, Errors>>>,
    called: Cell<bool>,
    /// Set if one more fire is swallowed, since it was cancelled and nobody was told.
    is_suppressed: Cell<bool>,
    has_canceller: Cell<bool>,
    owner: Rc<Owner>,
}

/// For the rest of the binding.
impl Deferred {
    pub fn unmade() -> Self {
        Deferred {
            resolver: Cell::new(None),
            end: Cell::default(),
            attached: RefCell::default(),
            pauses: Cell::new(0),
            guards: RefCell::default(),
            called: Cell::new(false),
            is_suppressed: Cell::new(false),
            has_canceller: Cell::new(false),
            owner: Rc::default(),
        }
    }

    /// One that has its result.
    pub fn ready(chain: Chain) -> Self {
        let made = Self::unmade();
        made.end.set(End::Here(chain));
        made.called.set(true);
        made
    }

    /// Makes it the end of `chain`, with a resolver of the binding's own.
    pub fn begins(&self, resolver: Firing, chain: Chain) {
        if !self.called.get() {
            self.resolver.set(Some(resolver));
        }
        self.has_canceller.set(true);
        self.end.set(End::Here(chain));
    }

    pub fn was_called(&self) -> bool {
        self.called.get()
    }

    /// Gives the chain to somebody who waits for it. None is left.
    pub fn give(&self) -> Chain {
        let (stop, chain) = match self.end.take() {
            End::Here(chain) if !chain.is_ready() => (chain.cancel_handle(), chain),
            End::Given(stop) if self.owner.given_to.get() > 0 => (stop, self.owner.leftover()),
            End::GivenAndAttached(stop, chain) => (stop, chain),
            End::Here(chain) => return self.give_ready(chain),
            End::Handled(failure) => return self.give_ready(failed(Fault(failure))),
            other @ (End::Given(_) | End::Busy) => {
                self.end.set(other);
                return Chain::succeed(none());
            }
        };
        self.end.set(End::Given(stop));
        let owner = self.owner.clone();
        owner.given_to.set(owner.given_to.get() + 1);
        chain.both(move |ended: Ended| {
            owner.given_to.set(owner.given_to.get() - 1);
            let left_over = owner.left_over.borrow_mut().pop_front();
            LEFT_OVER.with_borrow_mut(|left| left.extend(left_over));
            Chain::settled(ended)
        })
    }

    fn give_ready(&self, chain: Chain) -> Chain {
        self.end.set(End::Here(Chain::succeed(none())));
        chain
    }

    /// A second chain with the same outcome, which the first keeps, unless `consumes` says that its failures end there.
    pub fn tee(&self, consumes: bool) -> Chain {
        let (given, chain) = match self.end.take() {
            End::Here(chain) => (None, chain),
            End::Handled(failure) => (None, failed(Fault(failure))),
            End::Given(stop) if self.owner.given_to.get() > 0 => (Some(stop), self.owner.leftover()),
            End::Given(_) => (None, Chain::succeed(none())),
            End::GivenAndAttached(stop, chain) => (Some(stop), chain),
            End::Busy => return Chain::succeed(none()),
        };
        let stop = chain.cancel_handle();
        let (copy, copied) = Chain::forwarding(move || stop.cancel());
        let kept = chain.both(move |ended: Ended| {
            let (ours, theirs) = Python::attach(|py| match ended {
                Ok(value) => (Ok(value.clone_ref(py)), Ok(value)),
                Err(failure) => {
                    let failure = python_failure(py, failure);
                    let again = Failure::new(Fault(failure.clone_ref(py)));
                    (Err(again), if consumes { Ok(py.None()) } else { Err(Failure::new(Fault(failure))) })
                }
            });
            copy.resolve(ours);
            Chain::settled(theirs)
        });
        self.end.set(match given {
            None => End::Here(kept),
            Some(stop) => End::GivenAndAttached(stop, kept),
        });
        copied
    }

    pub fn fire(&self, py: Python<'_>, ended: Ended) -> PyResult<()> {
        self.note_cancel();
        if self.called.get() && !self.is_suppressed.replace(false) {
            return Err(exception(py, "AlreadyCalledError"));
        }
        let was_called = self.called.replace(true);
        let Some(resolver) = self.resolver.take() else { return Ok(()) };
        if was_called || self.pauses.get() == 0 {
            with_leftovers(|| resolver.resolve(ended));
            return Ok(());
        }
        let mut chain = Chain::settled(ended);
        for _ in 0..self.pauses.get() {
            let (guard, paused) = chain.paused();
            self.guards.borrow_mut().push(guard);
            chain = paused;
        }
        chain.chain_into(resolver);
        Ok(())
    }

    fn has_result(&self) -> bool {
        self.look(|end| match end {
            End::Here(chain) | End::GivenAndAttached(_, chain) => chain.is_ready(),
            End::Given(_) => self.owner.given_to.get() == 0,
            End::Handled(_) => true,
            End::Busy => false,
        })
    }

    fn look<T>(&self, looks: impl FnOnce(&End) -> T) -> T {
        let end = self.end.take();
        let seen = looks(&end);
        self.end.set(end);
        seen
    }

    /// The result, which stays. If it is `handled`, a failure is not reported any more.
    fn peek(&self, py: Python<'_>, handled: bool) -> Option<Py<PyAny>> {
        let (end, seen) = match self.end.take() {
            End::Here(chain) | End::GivenAndAttached(_, chain) if chain.is_ready() => {
                let ended = chain.try_outcome().expect("it is ready");
                let was_ok = ended.is_ok();
                let result = python_result(py, ended);
                let seen = result.clone_ref(py);
                let end = match was_ok {
                    true => End::Here(Chain::succeed(result)),
                    false if handled => End::Handled(result),
                    false => End::Here(failed(Fault(result))),
                };
                (end, Some(seen))
            }
            End::Handled(failure) => {
                let seen = failure.clone_ref(py);
                (End::Handled(failure), Some(seen))
            }
            End::Given(stop) if self.owner.given_to.get() == 0 => (End::Given(stop), Some(py.None())),
            other => (other, None),
        };
        self.end.set(end);
        seen
    }

    /// Attaches a stage. While another is being attached, which may run what comes here, it waits for its turn.
    fn attach(&self, stage: Stage) {
        self.attached.borrow_mut().push_back(stage);
        let mut end = self.end.take();
        if matches!(end, End::Busy) {
            return;
        }
        while let Some(stage) = { self.attached.borrow_mut().pop_front() } {
            end = match end {
                End::Here(chain) => End::Here(stage.attach_to(chain)),
                End::Handled(failure) => End::Here(stage.attach_to(failed(Fault(failure)))),
                End::Given(_) if self.owner.given_to.get() == 0 => {
                    End::Here(stage.attach_to(Chain::succeed(none())))
                }
                End::Given(stop) => End::GivenAndAttached(stop, stage.attach_to(self.owner.leftover())),
                End::GivenAndAttached(stop, chain) => match stage.attach_to(chain) {
                    chain if chain.is_ready() => End::Here(chain),
                    chain => End::GivenAndAttached(stop, chain),
                },
                End::Busy => unreachable!("it is ours"),
            };
        }
        self.end.set(end);
    }

    /// Notes a cancel by somebody who waits for it, of which nobody has told the Python side.
    fn note_cancel(&self) {
        let resolver = self.resolver.take();
        let is_cancelled = resolver.as_ref().is_some_and(Firing::is_cancelled);
        self.resolver.set(resolver);
        if is_cancelled && !self.called.replace(true) {
            self.is_suppressed.set(!self.has_canceller.get());
        }
    }

    /// What cancels what it waits for.
    fn cancel_handle(&self) -> Option<CancelHandle> {
        self.look(|end| match end {
            End::Here(chain) => Some(chain.cancel_handle()),
            End::GivenAndAttached(_, chain) if self.owner.given_to.get() == 0 => Some(chain.cancel_handle()),
            End::Given(stop) | End::GivenAndAttached(stop, _) => Some(stop.clone()),
            End::Handled(_) | End::Busy => None,
        })
    }
}

/// Twisted's `setDebugging`.
static IS_DEBUGGING: AtomicBool = AtomicBool::new(false);

fn debug(event: &str, d: &Bound<'_, Deferred>) -> PyResult<()> {
    if IS_DEBUGGING.load(Ordering::Relaxed) {
        known(d.py(), event).call1((d,))?;
    }
    Ok(())
}

/// A Failure: `fail` itself, the one of the exception `fail`, or that of the exception that is being handled.
fn failure_of(py: Python<'_>, fail: Option<Bound<'_, PyAny>>) -> PyResult<Fault> {
    Ok(match fail {
        Some(fail) if is_failure(&fail) => Fault(fail.unbind()),
        Some(fail) => Fault(known(py, "Failure").call1((fail,))?.unbind()),
        None => Fault(known(py, "Failure").call0()?.unbind()),
    })
}

/// Attaches one callable, and gives the Deferred back, as `addCallback` and its like do.
fn added<'py>(
    slf: Bound<'py, Deferred>,
    stage: fn(Callback) -> Stage,
    function: Bound<'py, PyAny>,
    args: Bound<'py, PyTuple>,
    kwargs: Option<Bound<'py, PyDict>>,
) -> Bound<'py, Deferred> {
    let this = slf.borrow();
    this.attach(stage(Callback::new(&this.owner, function, args, kwargs)));
    drop(this);
    slf
}

/// The names are Twisted's.
#[allow(non_snake_case)]
#[pymethods]
impl Deferred {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(_args: &Bound<'_, PyTuple>, _kwargs: Option<&Bound<'_, PyDict>>) -> Self {
        Self::unmade()
    }

    /// What `forwards` its cancels does not come to an end by them, as a `DeferredList`.
    #[pyo3(signature = (canceller = None, *, forwards = false))]
    fn __init__(slf: &Bound<'_, Self>, canceller: Option<Bound<'_, PyAny>>, forwards: bool) -> PyResult<()> {
        debug("created", slf)?;
        let this = slf.borrow();
        this.owner.address.set(slf.as_ptr() as usize);
        let (resolver, chain) = match canceller {
            None => Chain::pending(),
            Some(canceller) => {
                this.has_canceller.set(true);
                let (this, canceller) = (PyWeakrefReference::new(slf)?.unbind(), canceller.unbind());
                let cancel = move || {
                    Python::attach(|py| {
                        let Some(this) = this.bind(py).upgrade() else { return };
                        if let Err(raised) = canceller.bind(py).call1((&this,)) {
                            raise_later(raised);
                        }
                        if let Ok(this) = this.cast::<Deferred>()
                            && !forwards
                        {
                            this.borrow().called.set(true);
                        }
                    });
                };
                if forwards { Chain::forwarding(cancel) } else { Chain::cancellable(cancel) }
            }
        };
        this.resolver.set(Some(resolver));
        this.end.set(End::Here(chain));
        Ok(())
    }

    #[pyo3(signature = (callback, *args, **kwargs))]
    fn addCallback<'py>(
        slf: Bound<'py, Self>,
        callback: Bound<'py, PyAny>,
        args: Bound<'py, PyTuple>,
        kwargs: Option<Bound<'py, PyDict>>,
    ) -> Bound<'py, Self> {
        added(slf, Stage::Callback, callback, args, kwargs)
    }

    #[pyo3(signature = (errback, *args, **kwargs))]
    fn addErrback<'py>(
        slf: Bound<'py, Self>,
        errback: Bound<'py, PyAny>,
        args: Bound<'py, PyTuple>,
        kwargs: Option<Bound<'py, PyDict>>,
    ) -> Bound<'py, Self> {
        added(slf, Stage::Errback, errback, args, kwargs)
    }

    #[pyo3(signature = (callback, *args, **kwargs))]
    fn addBoth<'py>(
        slf: Bound<'py, Self>,
        callback: Bound<'py, PyAny>,
        args: Bound<'py, PyTuple>,
        kwargs: Option<Bound<'py, PyDict>>,
    ) -> Bound<'py, Self> {
        added(slf, Stage::Both, callback, args, kwargs)
    }

    #[pyo3(signature = (callback, errback = None, callbackArgs = None, callbackKeywords = None, errbackArgs = None, errbackKeywords = None))]
    fn addCallbacks<'py>(
        slf: Bound<'py, Self>,
        callback: Bound<'py, PyAny>,
        errback: Option<Bound<'py, PyAny>>,
        callbackArgs: Option<Bound<'py, PyAny>>,
        callbackKeywords: Option<Bound<'py, PyAny>>,
        errbackArgs: Option<Bound<'py, PyAny>>,
        errbackKeywords: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, Self>> {
        let py = slf.py();
        let this = slf.borrow();
        let call = |function, args: Option<Bound<'py, PyAny>>, kwargs: Option<Bound<'py, PyAny>>| {
            let args = match args {
                None => PyTuple::empty(py),
                Some(args) => py.get_type::<PyTuple>().call1((args,))?.cast_into()?,
            };
            let kwargs = match kwargs {
                None => None,
                Some(kwargs) => Some(py.get_type::<PyDict>().call1((kwargs,))?.cast_into()?),
            };
            PyResult::Ok(Callback::new(&this.owner, function, args, kwargs))
        };
        let callback = call(callback, callbackArgs, callbackKeywords)?;
        this.attach(match errback {
            None => Stage::Callback(callback),
            Some(errback) => Stage::Callbacks(callback, call(errback, errbackArgs, errbackKeywords)?),
        });
        drop(this);
        Ok(slf)
    }

    fn chainDeferred<'py>(slf: Bound<'py, Self>, d: Bound<'py, PyAny>) -> PyResult<Bound<'py, Self>> {
        let py = slf.py();
        if let Ok(d) = d.cast::<Deferred>() {
            d.borrow().owner.waits_for(slf.clone().unbind());
        }
        let this = slf.borrow();
        let call = |name| {
            let function = d.getattr(name)?;
            PyResult::Ok(Callback::new(&this.owner, function, PyTuple::empty(py), None))
        };
        this.attach(Stage::Callbacks(call("callback")?, call("errback")?));
        drop(this);
        Ok(slf)
    }

    fn callback(slf: &Bound<'_, Self>, result: Bound<'_, PyAny>) -> PyResult<()> {
        if result.is_instance_of::<Deferred>() {
            return Err(PyAssertionError::new_err(()));
        }
        debug("invoked", slf)?;
        slf.borrow().fire(slf.py(), ended(result))
    }

    #[pyo3(signature = (fail = None))]
    fn errback(slf: &Bound<'_, Self>, fail: Option<Bound<'_, PyAny>>) -> PyResult<()> {
        let fault = failure_of(slf.py(), fail)?;
        debug("invoked", slf)?;
        slf.borrow().fire(slf.py(), Err(Failure::new(fault)))
    }

    fn cancel(&self, py: Python<'_>) -> PyResult<()> {
        let Some(stop) = self.cancel_handle() else { return Ok(()) };
        let (is_unfired, has_canceller) = (!self.called.get(), self.has_canceller.get());
        if is_unfired && !has_canceller {
            self.is_suppressed.set(true);
            if self.pauses.get() > 0 {
                return self.fire(py, Err(Failure::new(Cancelled)));
            }
            self.called.set(true);
        }
        with_leftovers(|| stop.cancel());
        if is_unfired && has_canceller {
            // One more fire is an error; without a canceller it is swallowed.
            self.called.set(true);
            drop(self.resolver.take());
        }
        raise_now()
    }

    fn pause(&self) {
        self.pauses.set(self.pauses.get() + 1);
        if !self.called.get() {
            return;
        }
        match self.end.take() {
            End::Here(chain) => {
                let (guard, chain) = chain.paused();
                self.guards.borrow_mut().push(guard);
                self.end.set(End::Here(chain));
            }
            other => self.end.set(other),
        }
    }

    fn unpause(&self) {
        let Some(pauses) = self.pauses.get().checked_sub(1) else { return };
        self.pauses.set(pauses);
        let guard = self.guards.borrow_mut().pop();
        with_leftovers(|| drop(guard));
    }

    #[getter]
    fn called(&self) -> bool {
        self.note_cancel();
        self.called.get()
    }

    #[getter]
    fn paused(&self) -> usize {
        let waits = self.called.get() && !self.has_result() && self.guards.borrow().is_empty();
        self.pauses.get() + usize::from(waits)
    }

    #[getter]
    fn result(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.peek(py, false).ok_or_else(|| PyAttributeError::new_err("result"))
    }

    /// The result, which counts as handled.
    fn _take(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.peek(py, true).ok_or_else(|| PyAttributeError::new_err("result"))
    }

    #[getter]
    fn _suppressed(&self) -> bool {
        self.is_suppressed.get()
    }

    #[getter]
    fn _ready(&self) -> bool {
        self.has_result()
    }

    #[getter]
    fn _chainedTo(&self, py: Python<'_>) -> Option<Py<Deferred>> {
        if self.has_result() {
            self.owner.waits_no_more();
        }
        self.owner.waits_for.borrow().as_ref().map(|inner| inner.clone_ref(py))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        let (end, visited) = match self.end.take() {
            End::Here(chain) => match chain.try_outcome() {
                Ok(Ok(value)) => {
                    let visited = visit.call(&value);
                    (End::Here(Chain::succeed(value)), visited)
                }
                Ok(Err(failure)) => {
                    let visited = failure.check::<Fault>().map_or(Ok(()), |fault| visit.call(&fault.0));
                    (End::Here(Chain::settled(Err(failure))), visited)
                }
                // What waits holds its callbacks, where nobody can look.
                Err(chain) => (End::Here(chain), Ok(())),
            },
            End::Handled(failure) => {
                let visited = visit.call(&failure);
                (End::Handled(failure), visited)
            }
            other => (other, Ok(())),
        };
        self.end.set(end);
        visited?;
        match self.owner.waits_for.try_borrow() {
            // Its callbacks hold the owner too, where nobody can look.
            Ok(inner) if Rc::strong_count(&self.owner) == 1 => {
                inner.iter().try_for_each(|inner| visit.call(inner))
            }
            _ => Ok(()),
        }
    }

    fn __clear__(&self) {
        drop(self.end.take());
        self.owner.waits_no_more();
    }

    /// It is part of a cycle that goes: what is not handled is reported while the others of the cycle are whole.
    fn _finalize(&self) {
        match self.end.take() {
            End::Here(chain) if chain.is_ready() => drop(chain),
            other => self.end.set(other),
        }
    }
}

#[pyfunction]
pub fn succeed(py: Python<'_>, result: Bound<'_, PyAny>) -> PyResult<Py<Deferred>> {
    Py::new(py, Deferred::ready(Chain::settled(ended(result))))
}

#[pyfunction]
#[pyo3(signature = (result = None))]
pub fn fail(py: Python<'_>, result: Option<Bound<'_, PyAny>>) -> PyResult<Py<Deferred>> {
    Py::new(py, Deferred::ready(failed(failure_of(py, result)?)))
}

#[pyfunction]
pub fn set_debugging(on: bool) {
    IS_DEBUGGING.store(on, Ordering::Relaxed);
}
