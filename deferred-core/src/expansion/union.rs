//! The union of two sets without duplicates, for types that the compiler knows but no trait can compare.
//!
//! Method resolution can compare them: it takes the first of these that fits.
//!
//! 1. An inherent method, by value. 2. A trait's method, by value. 3. A trait's method, by reference.
//!
//! So "nothing is left to add" comes before "the set has it", and that before
//! "it is new". See [`adding`](super::adding).

use super::stage_types::StageTypes;
use super::verdict::{Apart, Asked, Kept, NoError, NoRoom};
use crate::deferred::Deferred;
use crate::error::failure::Failure;
use crate::error::set::{ErrorSet, Has, HasAll, Never, OneOf, Spelled};
use crate::flavour::Flavour;
use crate::stages::{
    ByDeferred, ByNothing, ByResult, BySameDeferred, BySameResult, BySetResult, ByValue, Inferred,
};
use core::fmt::Debug;
use core::marker::PhantomData;

/// The reply `O` of a callback, whose errors join the set `Base`, in a chain of the flavour `Thread`.
pub struct Gives<O, Base, Thread>(PhantomData<fn() -> (O, Base, Thread)>);

/// The chain goes on with a `U`. The set was `Base`, is `All` so far, and `Left` is still to be added. `Form` is
/// the form of the reply.
pub struct Union<U, Base, All, Left, Form>(PhantomData<fn() -> (U, Base, All, Left, Form)>);

/// The reply is a plain value.
pub struct Value;
/// The callback never returns, so there is no reply.
pub struct Nothing;
/// The reply is a `Result` with the plain error `X`.
pub struct PlainResult<X>(PhantomData<X>);
/// Marks an error `X` in a list that the callback raises itself, so that its `Debug` is noted for reports.
pub struct Raised<X>(PhantomData<X>);
/// The reply is a `Result` with a failure, or with one of several errors.
pub struct SetResult<Xs>(PhantomData<Xs>);
/// The reply is a Deferred of the chain's flavour. A Deferred of the other flavour is another form: see
/// [`GivesApart`].
pub struct Later<Xs>(PhantomData<Xs>);

impl<U, Base, All, Left, Form> Clone for Union<U, Base, All, Left, Form> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<U, Base, All, Left, Form> Copy for Union<U, Base, All, Left, Form> {}

impl<U, Base, All, Left, Form> Union<U, Base, All, Left, Form> {
    #[inline]
    pub(super) fn new() -> Self {
        Union(PhantomData)
    }
}

impl<O, Base, Thread> Gives<O, Base, Thread> {
    #[inline]
    pub(super) fn new() -> Self {
        Gives(PhantomData)
    }
}

/// An error was refused, and the types after the stage are unknown.
pub struct Refused<V>(PhantomData<fn() -> V>);

impl<V> Refused<V> {
    #[inline]
    pub(super) fn new() -> Self {
        Refused(PhantomData)
    }
}

/// The set `All` did not take `X`, which is no error.
pub type IsNoError<X, All> = Refused<(FailsWithIt, X, All)>;
/// The set `All` had no room for `X`, which is an error, or a set of them.
pub type HasNoRoom<X, All> = Refused<(HasRoomForIt, X, All)>;

/// Names the rule that a refused error breaks.
pub struct FailsWithIt;
/// Names the rule that an error too many breaks.
pub struct HasRoomForIt;

impl<U, Base, All, Form> Union<U, Base, All, (), Form> {
    /// Nothing is left to add.
    #[inline]
    pub fn __add(self) -> Self {
        self
    }
}

impl<V> Refused<V> {
    /// Never called: see [`Known`](super::Known).
    pub fn some_error(&self) -> &() {
        &()
    }

    #[inline]
    pub fn __errors(self) -> Self {
        self
    }

    #[inline]
    pub fn __join(self) -> Self {
        self
    }

    #[inline]
    pub fn __add(self) -> Self {
        self
    }
}

impl<X, All> IsNoError<X, All> {
    #[inline]
    pub fn __known<Types, Unknown>(self) -> Asked<NoError<X, All, Unknown>, Types> {
        Asked::new()
    }
}

impl<X, All> HasNoRoom<X, All> {
    #[inline]
    pub fn __known<Types, Unknown>(self) -> Asked<NoRoom<X, All, Unknown>, Types> {
        Asked::new()
    }
}

// The form of the reply.

impl<U: 'static, Xs: ErrorSet, Base, Thread: Flavour> Gives<Deferred<U, Xs, Thread>, Base, Thread> {
    #[inline]
    pub fn __unpack(self) -> Joining<U, Base, Xs, Later<Xs>> {
        Joining(PhantomData)
    }
}

impl<U, X, Base, Thread> Gives<Result<U, X>, Base, Thread> {
    #[inline]
    pub fn __unpack(self) -> Fallible<U, X, Base> {
        Fallible(PhantomData)
    }
}

impl<Base, Thread> Gives<Never, Base, Thread> {
    #[inline]
    pub fn __unpack(self) -> Union<Never, Base, Base, (), Nothing> {
        Union::new()
    }
}

/// The reply is a `Result`, whose error decides which errors there are.
pub struct Fallible<U, X, Base>(PhantomData<fn() -> (U, X, Base)>);

impl<U, X, Base> Fallible<U, X, Base> {
    /// Never called: see [`Known`](super::Known).
    pub fn some_error(&self) -> &X {
        unreachable!("only its type is looked at")
    }
}

impl<U, Xs: ErrorSet, Base> Fallible<U, Failure<Xs>, Base> {
    #[inline]
    pub fn __errors(self) -> Joining<U, Base, Xs, SetResult<Xs>> {
        Joining(PhantomData)
    }
}

impl<U, Xs: ErrorSet, Base> Fallible<U, OneOf<Xs>, Base> {
    #[inline]
    pub fn __errors(self) -> Joining<U, Base, Xs, SetResult<Xs>> {
        Joining(PhantomData)
    }
}

/// The error is a plain one.
pub trait GivesError {
    type Union;
    fn __errors(self) -> Self::Union;
}

impl<U, X, Base> GivesError for Fallible<U, X, Base> {
    type Union = Union<U, Base, Base, (X, Raised<X>), PlainResult<X>>;

    #[inline]
    fn __errors(self) -> Self::Union {
        Union::new()
    }
}

impl<U, Base, All, Left, Form> Union<U, Base, All, Left, Form> {
    /// Never called: see [`Known`](super::Known).
    pub fn some_error(&self) -> &() {
        &()
    }

    /// The errors are known already.
    #[inline]
    pub fn __errors(self) -> Self {
        self
    }

    /// The errors are being joined already.
    #[inline]
    pub fn __join(self) -> Self {
        self
    }
}

/// The set `Base` is joined with the whole set `Xs`.
pub struct Joining<U, Base, Xs, Form>(PhantomData<fn() -> (U, Base, Xs, Form)>);

impl<U, Base, Xs, Form> Joining<U, Base, Xs, Form> {
    #[inline]
    pub(super) fn new() -> Self {
        Joining(PhantomData)
    }

    /// Never called: see [`Known`](super::Known).
    pub fn some_error(&self) -> &() {
        &()
    }

    /// The errors are known already.
    #[inline]
    pub fn __errors(self) -> Self {
        self
    }
}

impl<U, R, Form> Joining<U, R, R, Form> {
    /// The two are one set: nothing is left to add.
    #[inline]
    pub fn __join(self) -> Union<U, R, R, (), Form> {
        Union::new()
    }
}

/// The set was empty, and becomes `Xs`.
pub trait JoinsNothing {
    type Union;
    fn __join(self) -> Self::Union;
}

impl<U, Xs, Form> JoinsNothing for Joining<U, (), Xs, Form> {
    type Union = Union<U, (), Xs, (), Form>;

    #[inline]
    fn __join(self) -> Self::Union {
        Union::new()
    }
}

/// Any two sets, joined member by member. Takes `self` by reference, so this is found after the cases above.
pub trait JoinsEach {
    type Union;
    fn __join(&self) -> Self::Union;
}

impl<U, Base, Xs: Spelled, Form> JoinsEach for Joining<U, Base, Xs, Form> {
    type Union = Union<U, Base, Base, Xs::List, Form>;

    #[inline]
    fn __join(&self) -> Self::Union {
        Union::new()
    }
}

/// A set that is a type parameter, joined with others. Takes `self` by mutable reference, so this is found last.
pub trait JoinsUnknown {
    type Refused;
    fn __join(&mut self) -> Self::Refused;
}

impl<U, Base, Xs, Form> JoinsUnknown for Joining<U, Base, Xs, Form> {
    type Refused = HasNoRoom<Xs, Base>;

    #[inline]
    fn __join(&mut self) -> Self::Refused {
        Refused::new()
    }
}

/// The reply is a Deferred of the other flavour, for which the chain cannot wait: see
/// [`CanBeAwaitedHere`](crate::diagnostics::CanBeAwaitedHere). The types after it are known nevertheless.
pub trait GivesApart {
    type Union;
    fn __unpack(self) -> Self::Union;
}

impl<U: 'static, Xs: ErrorSet, Base, Other: Flavour, Thread> GivesApart
    for Gives<Deferred<U, Xs, Other>, Base, Thread>
{
    type Union = Joining<U, Base, Xs, Deferred<U, Xs, Other>>;

    #[inline]
    fn __unpack(self) -> Self::Union {
        Joining(PhantomData)
    }
}

/// Any other reply whose panic was caught is a value, too: see `catching`. Takes `self` by reference, so this is
/// found before any other value.
pub trait GivesCaught {
    type Union;
    fn __unpack(&self) -> Self::Union;
}

/// Any other reply is a value. Takes `self` by mutable reference, so this is found last.
pub trait GivesPlainly {
    type Union;
    fn __unpack(&mut self) -> Self::Union;
}

impl<U, Base, Thread> GivesPlainly for Gives<U, Base, Thread> {
    type Union = Union<U, Base, Base, (), Value>;

    #[inline]
    fn __unpack(&mut self) -> Self::Union {
        Union::new()
    }
}

// All members were added, so their places are known.

impl<U, Base, All> Union<U, Base, All, (), Value> {
    #[inline]
    pub fn __known(self) -> Asked<Kept, StageTypes<U, Base, All, Inferred<ByValue>>> {
        Asked::new()
    }
}

impl<Base, All> Union<Never, Base, All, (), Nothing> {
    #[inline]
    pub fn __known(self) -> Asked<Kept, StageTypes<Never, Base, All, Inferred<ByNothing>>> {
        Asked::new()
    }
}

impl<U, Base, All, X: Debug + 'static> Union<U, Base, All, (), PlainResult<X>> {
    #[inline]
    pub fn __known<At>(self) -> Asked<Kept, StageTypes<U, Base, All, Inferred<ByResult<At>>>>
    where
        All: Has<X, At>,
    {
        Asked::new()
    }
}

impl<U, Base, Xs: ErrorSet> Union<U, Base, Xs, (), SetResult<Xs>> {
    #[inline]
    pub fn __known(self) -> Asked<Kept, StageTypes<U, Base, Xs, BySameResult>> {
        Asked::new()
    }
}

impl<U: 'static, Base, All, Xs: ErrorSet, Other: Flavour> Union<U, Base, All, (), Deferred<U, Xs, Other>> {
    #[inline]
    pub fn __known<Unknown>(
        self,
    ) -> Asked<Apart<Deferred<U, Xs, Other>, Unknown>, StageTypes<U, Base, All, ()>> {
        Asked::new()
    }
}

impl<U, Base, Xs: ErrorSet> Union<U, Base, Xs, (), Later<Xs>> {
    #[inline]
    pub fn __known(self) -> Asked<Kept, StageTypes<U, Base, Xs, BySameDeferred>> {
        Asked::new()
    }
}

/// The reply's set is not the chain's, but is in it. A trait's method, so it is found after the inherent one for
/// the same set.
pub trait KnownWithin<Indices> {
    type StageTypes;
    fn __known(self) -> Self::StageTypes;
}

impl<U, Base, All: HasAll<Xs::List, Indices>, Xs: ErrorSet, Indices> KnownWithin<Indices>
    for Union<U, Base, All, (), SetResult<Xs>>
{
    type StageTypes = Asked<Kept, StageTypes<U, Base, All, Inferred<BySetResult<Indices>>>>;

    #[inline]
    fn __known(self) -> Self::StageTypes {
        Asked::new()
    }
}

impl<U, Base, All: HasAll<Xs::List, Indices>, Xs: ErrorSet, Indices> KnownWithin<Indices>
    for Union<U, Base, All, (), Later<Xs>>
{
    type StageTypes = Asked<Kept, StageTypes<U, Base, All, Inferred<ByDeferred<Indices>>>>;

    #[inline]
    fn __known(self) -> Self::StageTypes {
        Asked::new()
    }
}
