//! Sending an outcome on to a pair that is not linked to where it comes from.

use super::{AnyThread, Deferred, Resolver};
use crate::deferred::Outcome;
use crate::error::set::ErrorSet;
use crate::flavour::{Carries, Wrap};

/// Fires `to` with what comes, and has no cancel of that pair come here.
///
/// Where what comes is abandoned that was reported, and is not reported again of `to`.
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

/// Fires its resolver, `None` once fired; dropped before, lets it go in silence.
struct Forwarding<T: 'static, R: ErrorSet>(Option<Resolver<T, R>>);

impl<T: 'static, R: ErrorSet> Drop for Forwarding<T, R> {
    fn drop(&mut self) {
        if let Some(resolver) = self.0.take() {
            resolver.into_sender().abandon_silently();
        }
    }
}
