//! The results of a window: a list of values in the order of the items, or a fold over the values as they come.

use crate::error::set::Never;
use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::marker::PhantomData;

/// Gathers values, and has a result when all are there.
pub(super) trait Gathers<T: 'static>: 'static {
    /// The result.
    type Value: 'static;

    /// A call of the user's function, with its arguments.
    type Job;

    /// Takes the value of the item at `index`; returns whether the item is done with that.
    fn put(&mut self, index: usize, value: T) -> bool;

    /// The next call to make, if none is being made.
    fn begin(&mut self) -> Option<Self::Job>;

    /// Makes the call.
    fn run(job: Self::Job) -> Self::Job;

    /// Takes the call back when it was made.
    fn end(&mut self, job: Self::Job);

    /// The result, when no call is left to make.
    fn all(&mut self) -> Option<Self::Value>;

    /// The values that are not in the result.
    fn left_over(self) -> Vec<(usize, T)>;
}

/// All values, in the order of the items.
pub(super) struct InOrder<T> {
    places: Vec<Option<T>>,
}

impl<T> InOrder<T> {
    pub(super) fn new() -> Self {
        InOrder { places: Vec::new() }
    }
}

impl<T: 'static> Gathers<T> for InOrder<T> {
    type Value = Vec<T>;
    type Job = Never;

    fn put(&mut self, index: usize, value: T) -> bool {
        if index >= self.places.len() {
            self.places.resize_with(index + 1, || None);
        }
        self.places[index] = Some(value);
        true
    }

    fn begin(&mut self) -> Option<Never> {
        None
    }

    fn run(job: Never) -> Never {
        job
    }

    fn end(&mut self, job: Never) {
        match job {}
    }

    fn all(&mut self) -> Option<Vec<T>> {
        let places = core::mem::take(&mut self.places);
        Some(places.into_iter().map(|value| value.expect("nothing more is to come")).collect())
    }

    fn left_over(self) -> Vec<(usize, T)> {
        let places = self.places.into_iter().enumerate();
        places.filter_map(|(index, value)| Some((index, value?))).collect()
    }
}

/// A fold by a function that is called for one value after the other, as they come.
pub(super) struct Folding<A, T, F> {
    /// The accumulator; `None` while the function is called.
    so_far: Option<A>,
    /// The function; `None` while it is called.
    f: Option<F>,
    waiting: VecDeque<(usize, T)>,
}

/// A function that folds a value into an accumulator; `Kind` says whether it takes the accumulator.
pub(super) struct With<G, Kind>(G, PhantomData<fn() -> Kind>);

/// Marks a function that takes the accumulator.
pub(super) enum Accumulator {}

/// Marks a function that takes the value alone.
pub(super) enum Alone {}

/// A function that takes values into an accumulator, or is called for each.
pub(super) trait Accumulate<A, T> {
    fn add(&mut self, so_far: A, index: usize, value: T) -> A;
}

impl<G> With<G, Accumulator> {
    pub(super) fn new(f: G) -> Self {
        With(f, PhantomData)
    }
}

impl<A, T, G: FnMut(A, usize, T) -> A> Accumulate<A, T> for With<G, Accumulator> {
    fn add(&mut self, so_far: A, index: usize, value: T) -> A {
        (self.0)(so_far, index, value)
    }
}

impl<T, G: FnMut(usize, T)> Accumulate<(), T> for With<G, Alone> {
    fn add(&mut self, (): (), index: usize, value: T) {
        (self.0)(index, value);
    }
}

impl<A, T, F> Folding<A, T, F> {
    pub(super) fn from(init: A, f: F) -> Self {
        Folding { so_far: Some(init), f: Some(f), waiting: VecDeque::new() }
    }
}

impl<T, G> Folding<(), T, With<G, Alone>> {
    pub(super) fn each(f: G) -> Self {
        Folding::from((), With(f, PhantomData))
    }
}

impl<A: 'static, T: 'static, F: Accumulate<A, T> + 'static> Gathers<T> for Folding<A, T, F> {
    type Value = A;
    /// The value is `None` once the call was made.
    type Job = (A, F, Option<(usize, T)>);

    fn put(&mut self, index: usize, value: T) -> bool {
        self.waiting.push_back((index, value));
        false
    }

    fn begin(&mut self) -> Option<Self::Job> {
        self.so_far.as_ref()?;
        let next = self.waiting.pop_front()?;
        Some((self.so_far.take()?, self.f.take()?, Some(next)))
    }

    fn run((so_far, mut f, next): Self::Job) -> Self::Job {
        match next {
            Some((index, value)) => (f.add(so_far, index, value), f, None),
            None => (so_far, f, None),
        }
    }

    fn end(&mut self, (so_far, f, _): Self::Job) {
        self.so_far = Some(so_far);
        self.f = Some(f);
    }

    /// A value waits only while an item is under way, so none is left here.
    fn all(&mut self) -> Option<A> {
        self.so_far.take()
    }

    fn left_over(self) -> Vec<(usize, T)> {
        self.waiting.into()
    }
}
