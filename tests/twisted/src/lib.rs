//! Twisted's `Deferred`, as Python sees it, on the typed core of `deferred`.
//!
//! Twisted's own tests run on it. Callbacks are attached by `then`, `or_else`, `then_else` and `both`, and what a callback
//! gives is waited for by the core. Lists, races, locks, semaphores and queues are the core's too. It is a harness for tests, not a product.
//!
//! - [`python`]: what Python calls a Failure, and the classes that Python has told us of.
//! - [`callback`]: Python callables as callbacks.
//! - [`deferred`]: the class `Deferred`.
//! - [`lists`]: `DeferredList` and `race`.
//! - [`sync`]: `DeferredLock`, `DeferredSemaphore`, `DeferredQueue`.

mod callback;
mod deferred;
mod lists;
mod python;
mod sync;

use pyo3::prelude::*;

#[pymodule]
fn deferred_twisted(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<deferred::Deferred>()?;
    module.add_class::<sync::DeferredLock>()?;
    module.add_class::<sync::DeferredSemaphore>()?;
    module.add_class::<sync::DeferredQueue>()?;
    module.add_function(wrap_pyfunction!(lists::wait_for, module)?)?;
    module.add_function(wrap_pyfunction!(lists::race, module)?)?;
    module.add_function(wrap_pyfunction!(deferred::succeed, module)?)?;
    module.add_function(wrap_pyfunction!(deferred::fail, module)?)?;
    module.add_function(wrap_pyfunction!(deferred::set_debugging, module)?)?;
    module.add_function(wrap_pyfunction!(python::configure, module)?)
}
