//! Adds a list of errors to a set: the first by itself, the rest three at once.
//!
//! Only method resolution can say whether an error is new, and each call costs the compiler the same, whether an
//! error is left to add or not. So a call adds as many as it can. The first error goes by itself, since most
//! callbacks bring no more than one. After that a call tries the [words](Adds) that say of three errors which of
//! them the set has already, from "each" to "none": each word derefs to the next, and method resolution takes the
//! first that is true. So 16 errors take six calls.

use super::union::{HasNoRoom, IsNoError, Raised, Refused, Union};
use crate::error::set::{Has, Push};
use core::fmt::Debug;
use core::marker::PhantomData;
use core::ops::Deref;

/// The set has the member already.
pub trait AddKnown<Index> {
    type Next;
    fn __add(self) -> Self::Next;
}

impl<U, Base, All, X, Left, Form, Index> AddKnown<Index> for Union<U, Base, All, (X, Left), Form>
where
    All: Has<X, Index>,
    Left: Remaining<U, Base, All, Form>,
{
    type Next = Left::Next;

    #[inline]
    fn __add(self) -> Self::Next {
        Left::next()
    }
}

/// The member is new. Takes `self` by reference, so this is found after a known member.
pub trait AddNew {
    type Next;
    fn __add(&self) -> Self::Next;
}

impl<U, Base, All, X, Left, Form> AddNew for Union<U, Base, All, (X, Left), Form>
where
    All: Push<X>,
    Left: Remaining<U, Base, All::Out, Form>,
{
    type Next = Left::Next;

    #[inline]
    fn __add(&self) -> Self::Next {
        Left::next()
    }
}

/// The member is not added. The last that a union derefs to.
pub struct NotAdded<X, All>(PhantomData<fn() -> (X, All)>);

impl<U, Base, All, X, Left, Form> Deref for Union<U, Base, All, (X, Left), Form> {
    type Target = NotAdded<X, All>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &NotAdded(PhantomData)
    }
}

/// The set has no room for the member.
pub trait AddTooMany {
    type Refused;
    fn __add(&self) -> Self::Refused;
}

impl<X: Debug, All> AddTooMany for NotAdded<X, All> {
    type Refused = HasNoRoom<X, All>;

    #[inline]
    fn __add(&self) -> Self::Refused {
        Refused::new()
    }
}

/// The member is no error. Takes `self` by mutable reference, so this is found last.
pub trait AddNone {
    type Refused;
    fn __add(&mut self) -> Self::Refused;
}

impl<X, All> AddNone for NotAdded<X, All> {
    type Refused = IsNoError<X, All>;

    #[inline]
    fn __add(&mut self) -> Self::Refused {
        Refused::new()
    }
}

/// The errors that are left to add after a call: none, or those that the next call adds.
pub trait Remaining<U, Base, All, Form> {
    type Next;
    fn next() -> Self::Next;
}

impl<U, Base, All, Form> Remaining<U, Base, All, Form> for () {
    type Next = Union<U, Base, All, (), Form>;

    #[inline]
    fn next() -> Self::Next {
        Union::new()
    }
}

impl<U, Base, All, X: Debug, Form> Remaining<U, Base, All, Form> for Raised<X> {
    type Next = Union<U, Base, All, (), Form>;

    #[inline]
    fn next() -> Self::Next {
        Union::new()
    }
}

impl<U, Base, All, X, Left, Form> Remaining<U, Base, All, Form> for (X, Left) {
    type Next = Adding<EachKnown, Union<U, Base, All, (X, Left), Form>>;

    #[inline]
    fn next() -> Self::Next {
        Adding(PhantomData)
    }
}

/// Tries the word `Word` on the union `Joined`, and then the words after it.
pub struct Adding<Word, Joined>(PhantomData<fn() -> (Word, Joined)>);

/// The set has the error.
pub struct Had;
/// The set takes the error.
pub struct New;
/// The set does not take the one error: neither word was true.
pub struct Refuse;
/// The member is no error: no word was true.
pub struct NotOne;

/// The word with which a call begins.
pub type EachKnown = (Had, (Had, (Had, ())));

/// The word is tried before another.
pub trait Before {
    type Next;
}

macro_rules! in_this_order {
    ($word:ty, $next:ty $(, $rest:ty)*) => {
        impl Before for $word {
            type Next = $next;
        }

        in_this_order!($next $(, $rest)*);
    };
    ($last:ty) => {};
}

in_this_order!(
    EachKnown,
    (Had, (Had, (New, ()))),
    (Had, (New, (Had, ()))),
    (Had, (New, (New, ()))),
    (New, (Had, (Had, ()))),
    (New, (Had, (New, ()))),
    (New, (New, (Had, ()))),
    (New, (New, (New, ()))),
    (Had, (Had, (Refuse, ()))),
    (Had, (New, (Refuse, ()))),
    (New, (Had, (Refuse, ()))),
    (New, (New, (Refuse, ()))),
    (Had, (Refuse, ())),
    (New, (Refuse, ())),
    (Refuse, ()),
    (Had, (Had, (NotOne, ()))),
    (Had, (New, (NotOne, ()))),
    (New, (Had, (NotOne, ()))),
    (New, (New, (NotOne, ()))),
    (Had, (NotOne, ())),
    (New, (NotOne, ())),
    (NotOne, ())
);

impl<Word: Before, Joined> Deref for Adding<Word, Joined> {
    type Target = Adding<Word::Next, Joined>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &Adding(PhantomData)
    }
}

/// The word is true of the next errors of the union.
pub trait Adds<Word, Indices> {
    type Next;
    fn next() -> Self::Next;
}

impl<U, Base, All, Left, Form> Adds<(), ()> for Union<U, Base, All, Left, Form>
where
    Left: Remaining<U, Base, All, Form>,
{
    type Next = Left::Next;

    #[inline]
    fn next() -> Self::Next {
        Left::next()
    }
}

/// No error is left for the rest of the word.
impl<U, Base, All, Rest, Form> Adds<(Had, Rest), ()> for Union<U, Base, All, (), Form> {
    type Next = Union<U, Base, All, (), Form>;

    #[inline]
    fn next() -> Self::Next {
        Union::new()
    }
}

impl<U, Base, All, X: Debug, Rest, Form> Adds<(Had, Rest), ()> for Union<U, Base, All, Raised<X>, Form> {
    type Next = Union<U, Base, All, (), Form>;

    #[inline]
    fn next() -> Self::Next {
        Union::new()
    }
}

impl<U, Base, All, X, Left, Form, Rest, Index, Indices> Adds<(Had, Rest), (Index, Indices)>
    for Union<U, Base, All, (X, Left), Form>
where
    All: Has<X, Index>,
    Union<U, Base, All, Left, Form>: Adds<Rest, Indices>,
{
    type Next = <Union<U, Base, All, Left, Form> as Adds<Rest, Indices>>::Next;

    #[inline]
    fn next() -> Self::Next {
        <Union<U, Base, All, Left, Form> as Adds<Rest, Indices>>::next()
    }
}

impl<U, Base, All, X, Left, Form, Rest, Indices> Adds<(New, Rest), Indices>
    for Union<U, Base, All, (X, Left), Form>
where
    All: Push<X>,
    Union<U, Base, All::Out, Left, Form>: Adds<Rest, Indices>,
{
    type Next = <Union<U, Base, All::Out, Left, Form> as Adds<Rest, Indices>>::Next;

    #[inline]
    fn next() -> Self::Next {
        <Union<U, Base, All::Out, Left, Form> as Adds<Rest, Indices>>::next()
    }
}

impl<U, Base, All, X: Debug, Left, Form> Adds<(Refuse, ()), ()> for Union<U, Base, All, (X, Left), Form> {
    type Next = HasNoRoom<X, All>;

    #[inline]
    fn next() -> Self::Next {
        Refused::new()
    }
}

impl<U, Base, All, X, Left, Form> Adds<(NotOne, ()), ()> for Union<U, Base, All, (X, Left), Form> {
    type Next = IsNoError<X, All>;

    #[inline]
    fn next() -> Self::Next {
        Refused::new()
    }
}

/// The first word that is true.
pub trait AddSome<Indices> {
    type Next;
    fn __add(&self) -> Self::Next;
}

impl<Word, Joined: Adds<Word, Indices>, Indices> AddSome<Indices> for Adding<Word, Joined> {
    type Next = Joined::Next;

    #[inline]
    fn __add(&self) -> Self::Next {
        Joined::next()
    }
}
