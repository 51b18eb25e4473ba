//! The source of a chain: a Deferred or a `Result`; with `maybe`, also a plain value.

use super::verdict::{Asked, Kept, NoError, NoSource, OpenFlavour};
use crate::deferred::Deferred;
use crate::diagnostics::{Query, Satisfied, ThisChain};
use crate::error::failure::Failure;
use crate::error::history::Trace;
use crate::error::set::{ErrorSet, OneOf};
use crate::error::site::{Site, Stage};
use crate::flavour::{Flavour, OneFlavour};
use core::fmt::Debug;
use core::future::Future;
use core::marker::PhantomData;
use core::ops::Deref;

/// The source of a chain.
pub struct Given<O>(pub O);

/// The reply of a function of `maybe`, which may be ready at once.
pub struct Answer<O>(Option<O>);

impl<O> Given<O> {
    #[inline]
    pub fn __maybe(self) -> Answer<O> {
        Answer(Some(self.0))
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Given<Deferred<T, R, Thread>> {
    #[inline]
    pub fn __source(self) -> Deferred<T, R, Thread> {
        self.0
    }
}

impl<T: 'static, R: ErrorSet> Given<Result<T, Failure<R>>> {
    #[inline]
    pub fn __source(self) -> Deferred<T, R> {
        Deferred::settled(self.0)
    }
}

impl<T: 'static, R: ErrorSet> Given<Result<T, OneOf<R>>> {
    #[inline]
    #[track_caller]
    pub fn __source(self) -> Deferred<T, R> {
        let site = Site::here(Stage::Source);
        Deferred::settled(self.0.map_err(|error| Failure::pack(error.into_value(), Trace::at(site))))
    }
}

/// A `Result` with a plain error.
pub trait GivesResult {
    type Source;
    fn __source(self) -> Self::Source;
}

impl<T: 'static, X: Debug + 'static> GivesResult for Given<Result<T, X>> {
    type Source = Deferred<T, (X,)>;

    #[inline]
    #[track_caller]
    fn __source(self) -> Deferred<T, (X,)> {
        match self.0 {
            Ok(value) => Deferred::succeed(value),
            Err(error) => Deferred::fail(error),
        }
    }
}

const ONCE: &str = "a source is taken once";

impl<T: 'static, R: ErrorSet, Thread: Flavour> Answer<Deferred<T, R, Thread>> {
    #[inline]
    pub fn __source(self) -> Deferred<T, R, Thread> {
        self.0.expect(ONCE)
    }
}

impl<T: 'static, R: ErrorSet> Answer<Result<T, Failure<R>>> {
    #[inline]
    pub fn __source(self) -> Deferred<T, R> {
        Given(self.0.expect(ONCE)).__source()
    }
}

impl<T: 'static, R: ErrorSet> Answer<Result<T, OneOf<R>>> {
    #[inline]
    #[track_caller]
    pub fn __source(self) -> Deferred<T, R> {
        Given(self.0.expect(ONCE)).__source()
    }
}

impl<T: 'static, X: Debug + 'static> GivesResult for Answer<Result<T, X>> {
    type Source = Deferred<T, (X,)>;

    #[inline]
    #[track_caller]
    fn __source(self) -> Deferred<T, (X,)> {
        Given(self.0.expect(ONCE)).__source()
    }
}

/// Any other value. Takes `self` by reference, so this is found last.
pub trait GivesValue {
    type Value;
    fn __source(&mut self) -> Deferred<Self::Value>
    where
        Self::Value: 'static;
}

impl<O> GivesValue for Answer<O> {
    type Value = O;

    #[inline]
    fn __source(&mut self) -> Deferred<O>
    where
        O: 'static,
    {
        Deferred::succeed(self.0.take().expect(ONCE))
    }
}

/// No source, as the compiler has said. Takes `self` by reference, so this is found last.
pub trait GivesNoSource {
    fn __source<Unknown>(&mut self) -> Unknown;
}

impl<O> GivesNoSource for Given<O> {
    fn __source<Unknown>(&mut self) -> Unknown {
        unreachable!("no other type is a source")
    }
}

/// The witness of a source that may be a value: only a future is no source, since nobody would await it.
pub struct MayBegin<O>(PhantomData<fn() -> O>);

impl<O> Given<O> {
    #[inline]
    pub fn may_begin(&self) -> MayBegin<O> {
        MayBegin(PhantomData)
    }
}

/// The source is a future.
pub trait BeginsWithFuture {
    type Given;
    fn __query_maybe<Unknown>(self) -> Query<ThisChain, Self::Given, (), Unknown>;
}

impl<F: Future> BeginsWithFuture for MayBegin<F> {
    type Given = F;

    fn __query_maybe<Unknown>(self) -> Query<ThisChain, F, (), Unknown> {
        unreachable!("does not compile where it is found")
    }
}

/// The source is anything else. Takes `self` by reference, so this is found last.
pub trait BeginsWithAnything {
    fn __query_maybe(&self) -> Query<Satisfied, (), ()>;
}

impl<O> BeginsWithAnything for MayBegin<O> {
    #[inline]
    fn __query_maybe(&self) -> Query<Satisfied, (), ()> {
        Query::new()
    }
}

/// The witness of a source's type.
pub struct Begins<O>(PhantomData<fn() -> O>);

impl<O> Given<O> {
    #[inline]
    pub fn begins(&self) -> Begins<O> {
        Begins(PhantomData)
    }
}

impl<O> Begins<O> {
    #[inline]
    pub(super) fn new() -> Self {
        Begins(PhantomData)
    }

    /// Passes on a source that is one: of another the compiler says no more.
    #[inline]
    pub fn pass(&self, given: Given<O>) -> Given<O> {
        given
    }
}

impl<T: 'static, R: ErrorSet, Thread: OneFlavour> Begins<Deferred<T, R, Thread>> {
    #[inline]
    pub fn __query_begins(self) -> Asked<Kept, Self> {
        Asked::new()
    }
}

impl<T, X: Debug> Begins<Result<T, X>> {
    #[inline]
    pub fn __query_begins(self) -> Asked<Kept, Self> {
        Asked::new()
    }
}

/// Whether a source is ready, as far as its type says.
pub trait Comes {
    const AT_ONCE: bool;
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Comes for Begins<Deferred<T, R, Thread>> {
    const AT_ONCE: bool = false;
}

impl<T, X> Comes for Begins<Result<T, X>> {
    const AT_ONCE: bool = true;
}

/// The witness of a source that is not checked, or of a pipeline.
impl Comes for () {
    const AT_ONCE: bool = false;
}

/// The source is a future.
pub trait BeginsNoFuture {
    type Given;
    fn __query_begins<Types, Unknown>(self) -> Asked<NoSource<Self::Given, (), Unknown>, Types>;
}

impl<F: Future> BeginsNoFuture for Begins<F> {
    type Given = F;

    #[inline]
    fn __query_begins<Types, Unknown>(self) -> Asked<NoSource<F, (), Unknown>, Types> {
        Asked::new()
    }
}

/// A source that cannot be one. The last that the witness of a source derefs to.
pub struct BeginsWrongly<O>(PhantomData<fn() -> O>);

impl<O> Deref for Begins<O> {
    type Target = BeginsWrongly<O>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &BeginsWrongly(PhantomData)
    }
}

impl<T, X> BeginsWrongly<Result<T, X>> {
    /// The source's error cannot be one of a chain.
    #[inline]
    pub fn __query_begins<Types, Unknown>(&self) -> Asked<NoError<X, (), Unknown>, Types> {
        Asked::new()
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> BeginsWrongly<Deferred<T, R, Thread>> {
    /// The source's flavour is a type parameter.
    #[inline]
    pub fn __query_begins<Types, Unknown>(&self) -> Asked<OpenFlavour<Thread, (), Unknown>, Types> {
        Asked::new()
    }
}

/// The source is anything else, which is no source.
pub trait BeginsNothing {
    type Given;
    fn __query_begins<Types, Unknown>(&self) -> Asked<NoSource<Self::Given, (), Unknown>, Types>;
}

/// Deciding `Unpin` makes the compiler look at the fields of a type, so the bound leaves out types that are
/// unknown.
impl<O: Unpin> BeginsNothing for BeginsWrongly<O> {
    type Given = O;

    #[inline]
    fn __query_begins<Types, Unknown>(&self) -> Asked<NoSource<O, (), Unknown>, Types> {
        Asked::new()
    }
}

/// The source is a Deferred of a type that is not known to be a set, as the compiler has said. Takes `self` by
/// mutable reference, so this is found last.
pub trait BeginsUnknown {
    fn __query_begins<Unknown>(&mut self) -> Unknown;
}

impl<O> BeginsUnknown for BeginsWrongly<O> {
    fn __query_begins<Unknown>(&mut self) -> Unknown {
        unreachable!("every source is known")
    }
}
