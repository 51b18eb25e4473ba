//! Whether a chain's flavour carries its callbacks.

use super::callback::Callback;
use crate::deferred::Deferred;
use crate::flavour::{Assured, Carries, Flavour};
use crate::set::ErrorSet;
use core::marker::PhantomData;

/// The flavour of a chain.
pub struct Carrier<Fl>(PhantomData<fn() -> Fl>);

impl<Fl> Clone for Carrier<Fl> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<Fl> Copy for Carrier<Fl> {}

impl<Fl: Flavour> Carrier<Fl> {
    #[inline]
    pub fn of<T: 'static, R: ErrorSet>(_: &Deferred<T, R, Fl>) -> Self {
        Carrier(PhantomData)
    }

    /// The flavour of a chain that is not known.
    #[inline]
    pub fn none() -> Self {
        Carrier(PhantomData)
    }

    /// The flavour carries the callback. Said here of each, it need not be said of the chain once more.
    #[inline]
    pub fn carried<F, O, Base>(self, callback: Callback<F, O, Base>) -> Callback<Assured<F, Fl>, O, Base>
    where
        Fl: Carries<F>,
    {
        Callback::new(Assured::new(callback.run))
    }
}
