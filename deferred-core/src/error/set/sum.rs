//! The representation of one error of a set: a sum of its members, nested to the right.

use crate::error::interruption::name_of;
use crate::error::printing::Printed;
use alloc::boxed::Box;
use core::any::{Any, TypeId};
use core::error::Error;
use core::fmt::{self, Debug, Display};

/// An uninhabited type: code that would take a value of it cannot be reached.
///
/// ```
/// use deferred::Never;
///
/// let outcome: Result<u8, Never> = Ok(1);
/// let Ok(one) = outcome; // there is no other case
/// assert_eq!(one, 1);
/// ```
///
/// Twisted has no counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Never {}

impl Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl Error for Never {}

/// The first member, or one of the rest.
#[doc(hidden)]
pub enum Either<X, Rest> {
    This(X),
    Other(Rest),
}

/// The place of the first member.
#[doc(hidden)]
pub struct First;

/// The place after `Index`.
#[doc(hidden)]
pub struct After<Index>(Index);

/// A value of one of several types, as seen from the outside.
#[doc(hidden)]
pub trait Sum: 'static {
    /// The present member.
    fn member(&self) -> &dyn Any;

    /// The name of the present member's type.
    fn name(&self) -> &'static str;

    /// The present member, for printing.
    fn printed(&self) -> Printed<'_> {
        Printed { error: self.member(), type_name: self.name() }
    }

    /// How many members have the type `of`.
    fn count(of: TypeId) -> usize
    where
        Self: Sized;

    /// Makes a sum of `value`, at the first member of that very type, if there is one.
    fn from_any(value: Box<dyn Any>) -> Option<Self>
    where
        Self: Sized;
}

impl Sum for Never {
    fn member(&self) -> &dyn Any {
        match *self {}
    }

    fn name(&self) -> &'static str {
        match *self {}
    }

    fn count(_: TypeId) -> usize {
        0
    }

    fn from_any(_: Box<dyn Any>) -> Option<Self> {
        None
    }
}

impl<X: 'static, Rest: Sum> Sum for Either<X, Rest> {
    fn member(&self) -> &dyn Any {
        match self {
            Either::This(x) => x,
            Either::Other(rest) => rest.member(),
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Either::This(_) => name_of::<X>(),
            Either::Other(rest) => rest.name(),
        }
    }

    fn count(of: TypeId) -> usize {
        usize::from(of == TypeId::of::<X>()) + Rest::count(of)
    }

    fn from_any(value: Box<dyn Any>) -> Option<Self> {
        match value.downcast::<X>() {
            Ok(x) => Some(Either::This(*x)),
            Err(other) => Rest::from_any(other).map(Either::Other),
        }
    }
}

impl<X: Debug, Rest: Debug> Debug for Either<X, Rest> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Either::This(x) => x.fmt(f),
            Either::Other(rest) => rest.fmt(f),
        }
    }
}

impl<X: Display, Rest: Display> Display for Either<X, Rest> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Either::This(x) => x.fmt(f),
            Either::Other(rest) => rest.fmt(f),
        }
    }
}

/// The source is the present error, which is found in the chain of sources under its own type.
impl<X: Error + 'static, Rest: Error> Error for Either<X, Rest> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Either::This(x) => Some(x),
            Either::Other(rest) => rest.source(),
        }
    }
}

impl<X: Clone, Rest: Clone> Clone for Either<X, Rest> {
    fn clone(&self) -> Self {
        match self {
            Either::This(x) => Either::This(x.clone()),
            Either::Other(rest) => Either::Other(rest.clone()),
        }
    }
}

/// The member at `Index` can be put in and taken out.
#[doc(hidden)]
pub trait At<Index>: Sized {
    /// The member at that place.
    type Member;
    /// The sum without that member.
    type Rest: Sum;
    fn put(member: Self::Member) -> Self;
    fn take(self) -> Result<Self::Member, Self::Rest>;
    fn peek(&self) -> Option<&Self::Member>;
}

impl<X, Rest: Sum> At<First> for Either<X, Rest> {
    type Member = X;
    type Rest = Rest;

    #[inline]
    fn put(member: X) -> Self {
        Either::This(member)
    }

    #[inline]
    fn take(self) -> Result<X, Rest> {
        match self {
            Either::This(x) => Ok(x),
            Either::Other(rest) => Err(rest),
        }
    }

    #[inline]
    fn peek(&self) -> Option<&X> {
        match self {
            Either::This(x) => Some(x),
            Either::Other(_) => None,
        }
    }
}

impl<X: 'static, Rest: At<Index>, Index> At<After<Index>> for Either<X, Rest> {
    type Member = Rest::Member;
    type Rest = Either<X, Rest::Rest>;

    #[inline]
    fn put(member: Rest::Member) -> Self {
        Either::Other(Rest::put(member))
    }

    #[inline]
    fn take(self) -> Result<Rest::Member, Self::Rest> {
        match self {
            Either::This(x) => Err(Either::This(x)),
            Either::Other(rest) => rest.take().map_err(Either::Other),
        }
    }

    #[inline]
    fn peek(&self) -> Option<&Rest::Member> {
        match self {
            Either::This(_) => None,
            Either::Other(rest) => rest.peek(),
        }
    }
}
