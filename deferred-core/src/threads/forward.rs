//! Forwards an outcome to a pair without linking the two, so that cancels do not cross.

use super::{AnyThread, Deferred, Resolver};
use crate::deferred::Outcome;
use crate::error::set::ErrorSet;
use crate::flavour::{Carries, Wrap};

/// Fires `to` with the outcome of `from`. A cancel of `to` does not reach `from`.
///
/// An abandoned `from` has been reported, so `to` is abandoned silently then.
pub fn forward<T: Send + 'static, R: ErrorSet>(from: Deferred<T, R>, to: Resolver<T, R>)
where
    Outcome<T, R>: Send,
    AnyThread: Carries<Outcome<T, R>>,
{
    from.settle_in_flight(Wrap(Forwarding(Some(to))), |Wrap(mut forwarding), outcome| {
        if let Some(resolver) = forwarding.0.take() {
            resolver.resolve_in_flight(outcome);
        }
    });
}

/// The resolver to fire, `None` once fired; its drop before that abandons the resolver silently.
struct Forwarding<T: 'static, R: ErrorSet>(Option<Resolver<T, R>>);

impl<T: 'static, R: ErrorSet> Drop for Forwarding<T, R> {
    fn drop(&mut self) {
        if let Some(resolver) = self.0.take() {
            resolver.into_sender().abandon_silently();
        }
    }
}
