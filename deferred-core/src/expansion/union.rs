//! The union of two sets without duplicates, on types that the compiler knows but no trait can compare.
//!
//! Method resolution can: it takes the first of these that fits.
//!
//! 1. An inherent method, by value. 2. A trait's method, by value. 3. A trait's method, by reference.
//!
//! So "nothing is left to add" comes before "the set has it", and that before
//! "it is new". The macro calls `add()` once for each member that there could be.

use super::plan::Plan;
use crate::deferred::Deferred;
use crate::failure::Failure;
use crate::set::{ErrorSet, Has, HasAll, Never, OneOf, Push};
use crate::stages::{ByDeferred, ByFailure, ByNothing, ByOneOf, ByResult, ByValue};
use core::fmt::Debug;
use core::marker::PhantomData;

/// A callback gives an `O`, whose errors join the set `Base`.
pub struct Gives<O, Base>(PhantomData<fn() -> (O, Base)>);

/// The chain goes on with a `U`. The set was `Base`, is `All` so far, and `Left` is still to be added. The callback's reply is of the form `Form`.
pub struct Union<U, Base, All, Left, Form>(PhantomData<fn() -> (U, Base, All, Left, Form)>);

/// The reply is a plain value.
pub struct Value;
/// There is no reply: the callback never returns.
pub struct Nothing;
/// The reply is a `Result` with the plain error `X`.
pub struct PlainResult<X>(PhantomData<X>);
/// The reply is a `Result` with a failure.
pub struct FailureResult<Xs>(PhantomData<Xs>);
/// The reply is a `Result` with one of several errors.
pub struct OneOfResult<Xs>(PhantomData<Xs>);
/// The reply is a Deferred.
pub struct Later<Xs>(PhantomData<Xs>);

impl<U, Base, All, Left, Form> Union<U, Base, All, Left, Form> {
    #[inline]
    fn new() -> Self {
        Union(PhantomData)
    }
}

impl<O, Base> Gives<O, Base> {
    #[inline]
    pub(super) fn new() -> Self {
        Gives(PhantomData)
    }
}

// What the reply is.

impl<U: 'static, Xs: ErrorSet, Base> Gives<Deferred<U, Xs>, Base> {
    #[inline]
    pub fn unpack(self) -> Union<U, Base, Base, Xs::List, Later<Xs>> {
        Union::new()
    }
}

impl<U, X, Base> Gives<Result<U, X>, Base> {
    #[inline]
    pub fn unpack(self) -> Fallible<U, X, Base> {
        Fallible(PhantomData)
    }
}

impl<Base> Gives<Never, Base> {
    #[inline]
    pub fn unpack(self) -> Union<Never, Base, Base, (), Nothing> {
        Union::new()
    }
}

/// The reply is a `Result`, whose error says which errors there are.
pub struct Fallible<U, X, Base>(PhantomData<fn() -> (U, X, Base)>);

impl<U, X, Base> Fallible<U, X, Base> {
    /// Never called: see [`Known`](super::Known).
    pub fn some_error(&self) -> X {
        unreachable!("only its type is looked at")
    }
}

impl<U, Xs: ErrorSet, Base> Fallible<U, Failure<Xs>, Base> {
    #[inline]
    pub fn errors(self) -> Union<U, Base, Base, Xs::List, FailureResult<Xs>> {
        Union::new()
    }
}

impl<U, Xs: ErrorSet, Base> Fallible<U, OneOf<Xs>, Base> {
    #[inline]
    pub fn errors(self) -> Union<U, Base, Base, Xs::List, OneOfResult<Xs>> {
        Union::new()
    }
}

/// The error is a plain one.
pub trait GivesError {
    type Union;
    fn errors(self) -> Self::Union;
}

impl<U, X, Base> GivesError for Fallible<U, X, Base> {
    type Union = Union<U, Base, Base, (X, ()), PlainResult<X>>;

    #[inline]
    fn errors(self) -> Self::Union {
        Union::new()
    }
}

impl<U, Base, All, Left, Form> Union<U, Base, All, Left, Form> {
    /// Never called: see [`Known`](super::Known).
    pub fn some_error(&self) {}

    /// They are known already.
    #[inline]
    pub fn errors(self) -> Self {
        self
    }
}

/// Anything else is a value.
pub trait GivesPlainly {
    type Union;
    fn unpack(&self) -> Self::Union;
}

impl<U, Base> GivesPlainly for Gives<U, Base> {
    type Union = Union<U, Base, Base, (), Value>;

    #[inline]
    fn unpack(&self) -> Self::Union {
        Union::new()
    }
}

// One member more.

impl<U, Base, All, Form> Union<U, Base, All, (), Form> {
    /// Nothing is left to add.
    #[inline]
    pub fn add(self) -> Self {
        self
    }
}

/// The set has the member already.
pub trait AddKnown<Place> {
    type Next;
    fn add(self) -> Self::Next;
}

impl<U, Base, All, X, Left, Form, Place> AddKnown<Place> for Union<U, Base, All, (X, Left), Form>
where
    All: Has<X, Place>,
{
    type Next = Union<U, Base, All, Left, Form>;

    #[inline]
    fn add(self) -> Self::Next {
        Union::new()
    }
}

/// The member is new. Found after what is known, since it takes `self` by reference.
pub trait AddNew {
    type Next;
    fn add(&self) -> Self::Next;
}

impl<U, Base, All, X, Left, Form> AddNew for Union<U, Base, All, (X, Left), Form>
where
    All: Push<X>,
{
    type Next = Union<U, Base, All::Out, Left, Form>;

    #[inline]
    fn add(&self) -> Self::Next {
        Union::new()
    }
}

/// The member is no error, or one too many. Found last, since it takes `self` by mutable reference; what it gives is unknown.
pub trait AddNone {
    type All;
    type New;

    fn add<Unknown>(&mut self) -> Unknown
    where
        Self::All: Push<Self::New>;
}

impl<U, Base, All, X, Left, Form> AddNone for Union<U, Base, All, (X, Left), Form> {
    type All = All;
    type New = X;

    fn add<Unknown>(&mut self) -> Unknown
    where
        All: Push<X>,
    {
        unreachable!("does not compile where it is found")
    }
}

// All members are there: now their places are known.

impl<U, Base, All> Union<U, Base, All, (), Value> {
    #[inline]
    pub fn known(self) -> Plan<U, Base, All, ByValue> {
        Plan::new()
    }
}

impl<Base, All> Union<Never, Base, All, (), Nothing> {
    #[inline]
    pub fn known(self) -> Plan<Never, Base, All, ByNothing> {
        Plan::new()
    }
}

impl<U, Base, All, X: Debug + 'static> Union<U, Base, All, (), PlainResult<X>> {
    #[inline]
    pub fn known<At>(self) -> Plan<U, Base, All, ByResult<At>>
    where
        All: Has<X, At>,
    {
        Plan::new()
    }
}

impl<U, Base, All, Xs: ErrorSet> Union<U, Base, All, (), FailureResult<Xs>> {
    #[inline]
    pub fn known<Places>(self) -> Plan<U, Base, All, ByFailure<Places>>
    where
        All: HasAll<Xs::List, Places>,
    {
        Plan::new()
    }
}

impl<U, Base, All, Xs: ErrorSet> Union<U, Base, All, (), OneOfResult<Xs>> {
    #[inline]
    pub fn known<Places>(self) -> Plan<U, Base, All, ByOneOf<Places>>
    where
        All: HasAll<Xs::List, Places>,
    {
        Plan::new()
    }
}

impl<U, Base, All, Xs: ErrorSet> Union<U, Base, All, (), Later<Xs>> {
    #[inline]
    pub fn known<Places>(self) -> Plan<U, Base, All, ByDeferred<Places>>
    where
        All: HasAll<Xs::List, Places>,
    {
        Plan::new()
    }
}
