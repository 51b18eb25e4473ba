//! The representation of a failure: zero-sized where its set is empty, else an error with its trace.

use crate::error::history::Trace;
use crate::error::interruption::Cancelled;
use crate::error::set::Never;
use crate::error::set::sum::Sum;
use crate::error::site::Stage;
use crate::error::unhandled;
use crate::runtime::unwind::impossible;

/// How a set's failures are stored: not at all where the set is empty.
#[doc(hidden)]
pub trait FailureRepr: Sized + 'static {
    type Value: Sum;

    /// Zero-sized, and uninhabited where the set is empty.
    type Happens: Copy + Send + Sync + Unpin + 'static;

    fn happens(value: &Self::Value) -> Self::Happens;
    fn pack(value: Self::Value, trace: Trace) -> Self;
    fn unpack(self) -> (Self::Value, Trace);
    fn value(&self) -> &Self::Value;
    fn trace(&self) -> &Trace;
    fn trace_mut(&mut self) -> &mut Trace;
}

impl FailureRepr for Never {
    type Value = Never;
    type Happens = Never;

    #[inline]
    fn happens(value: &Never) -> Never {
        *value
    }

    #[inline]
    fn pack(value: Never, _: Trace) -> Self {
        match value {}
    }

    #[inline]
    fn unpack(self) -> (Never, Trace) {
        match self {}
    }

    fn value(&self) -> &Never {
        match *self {}
    }

    fn trace(&self) -> &Trace {
        match *self {}
    }

    fn trace_mut(&mut self) -> &mut Trace {
        match *self {}
    }
}

/// An error and its trace, which are reported when they are dropped in flight.
#[doc(hidden)]
pub struct Unreported<V: Sum> {
    /// `None` only once unpacked.
    parts: Option<(V, Trace)>,
}

const PACKED: &str = "an unpacked failure is gone";

impl<V: Sum> FailureRepr for Unreported<V> {
    type Value = V;
    type Happens = ();

    #[inline]
    fn happens(_: &V) {}

    #[inline]
    fn pack(value: V, trace: Trace) -> Self {
        Unreported { parts: Some((value, trace)) }
    }

    #[inline(always)]
    fn unpack(mut self) -> (V, Trace) {
        let parts = self.parts.take();
        // Nothing is left to drop; `forget` says so, and the compiler removes the call.
        core::mem::forget(self);
        parts.unwrap_or_else(|| impossible(&PACKED))
    }

    #[inline]
    fn value(&self) -> &V {
        &self.parts.as_ref().unwrap_or_else(|| impossible(&PACKED)).0
    }

    #[inline]
    fn trace(&self) -> &Trace {
        &self.parts.as_ref().unwrap_or_else(|| impossible(&PACKED)).1
    }

    #[inline(always)]
    fn trace_mut(&mut self) -> &mut Trace {
        &mut self.parts.as_mut().unwrap_or_else(|| impossible(&PACKED)).1
    }
}

impl<V: Sum> Drop for Unreported<V> {
    #[inline]
    fn drop(&mut self) {
        if let Some((value, trace)) = &self.parts
            && trace.is_in_flight()
        {
            report(value, trace);
        }
    }
}

/// Reports the error, unless it is the `Cancelled` of a cancel: one that nobody raised, and beside which nothing
/// failed.
#[cold]
fn report<V: Sum>(value: &V, trace: &Trace) {
    let was_asked_for = trace.raised().stage() == Stage::Pending
        && value.member().is::<Cancelled>()
        && trace.suppressed().is_empty();
    if !was_asked_for {
        unhandled::failure(value, trace);
    }
}
