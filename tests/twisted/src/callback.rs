//! Python callables as callbacks of a chain.

use crate::deferred::{Deferred, Owner};
use crate::python::{Chain, Ended, Fault, ended, failed, known, python_failure, python_result};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use std::rc::Rc;

/// A callable with what it is given after the result.
pub struct Callback {
    function: Py<PyAny>,
    args: Py<PyTuple>,
    kwargs: Option<Py<PyDict>>,
    /// What the Deferred that it is attached to knows of itself.
    owner: Rc<Owner>,
}

impl Callback {
    pub fn new(
        owner: &Rc<Owner>,
        function: Bound<'_, PyAny>,
        args: Bound<'_, PyTuple>,
        kwargs: Option<Bound<'_, PyDict>>,
    ) -> Self {
        let (function, args, kwargs) = (function.unbind(), args.unbind(), kwargs.map(Bound::unbind));
        Callback { function, args, kwargs, owner: owner.clone() }
    }

    fn call(self, result: impl FnOnce(Python<'_>) -> Py<PyAny>) -> Chain {
        Python::attach(|py| {
            self.owner.waits_no_more();
            let args = std::iter::once(result(py).into_bound(py)).chain(self.args.bind(py).iter());
            let args = PyTuple::new(py, args.collect::<Vec<_>>());
            let kwargs = self.kwargs.as_ref().map(|kwargs| kwargs.bind(py));
            match args.and_then(|args| self.function.bind(py).call(args, kwargs)) {
                Ok(given) => self.given(given),
                Err(raised) => failed(Fault::of(py, &raised)),
            }
        })
    }

    /// What the chain goes on with after the callable has returned.
    fn given(&self, given: Bound<'_, PyAny>) -> Chain {
        let inner = match given.cast_into::<Deferred>() {
            Ok(inner) => inner,
            Err(other) => return Chain::settled(ended(other.into_inner())),
        };
        let py = inner.py();
        if self.owner.is(&inner) {
            let warned = known(py, "warn_circular").call1((&self.function,));
            if let Err(raised) = warned {
                return failed(Fault::of(py, &raised));
            }
            // Twisted waits for itself for ever then.
            let (resolver, never) = Chain::pending();
            std::mem::forget(resolver);
            return never;
        }
        let chain = inner.borrow().give();
        if !chain.is_ready() {
            self.owner.waits_for(inner.unbind());
        }
        chain
    }
}

/// What `addCallbacks` and its like attach.
pub enum Stage {
    Callback(Callback),
    Errback(Callback),
    Callbacks(Callback, Callback),
    Both(Callback),
}

impl Stage {
    pub fn attach_to(self, chain: Chain) -> Chain {
        match self {
            Stage::Callback(f) => chain.then(move |value| f.call(|_| value)),
            Stage::Errback(f) => chain.or_else(move |failure| f.call(|py| python_failure(py, failure))),
            Stage::Callbacks(f, g) => chain.then_else(
                move |value| f.call(|_| value),
                move |failure| g.call(|py| python_failure(py, failure)),
            ),
            Stage::Both(f) => chain.both(move |ended: Ended| f.call(|py| python_result(py, ended))),
        }
    }
}
