//! `OneOf`: a value of a set, one of its errors; and finding it, or a failure, inside of a dynamic error.

use super::sum::Sum;
use super::{Allow, CanBe, CanBeOneOf, CloneErrors, DisplayErrors, ErrorSet, Errors, NamesAll, Value};
use crate::error::printing;
use crate::error::set::FromEach;
use crate::error::set::relations::cast;
use crate::runtime::unwind::Opaque;
use core::error::Error;
use core::fmt::{self, Debug, Display};

/// One of the errors of `R`: the parameter of `catch NotFound | Gone => |e| ...`.
///
/// ```
/// use deferred::OneOf;
///
/// #[derive(Debug, PartialEq)]
/// struct NotFound(&'static str);
/// #[derive(Debug, PartialEq)]
/// struct Gone;
///
/// let e: OneOf<(NotFound, Gone)> = OneOf::new(NotFound("index"));
/// assert!(e.is::<NotFound>());
/// match e.trap::<NotFound, _>() {
///     Ok(NotFound(page)) => assert_eq!(page, "index"),
///     Err(rest) => assert_eq!(rest.only(), Gone), // nothing else can be left
/// }
/// ```
pub struct OneOf<R: ErrorSet + 'static> {
    value: Opaque<Value<R>>,
    /// The last field: the compiler checks `Sized` there, so a missing bound is reported once.
    _sized: (),
}

impl OneOf<()> {
    /// Proves that there is no such error.
    #[inline]
    pub(crate) fn cannot_be(self) -> ! {
        match *self.value {}
    }
}

impl<R: ErrorSet> OneOf<R> {
    /// The error `error`, as one of the set.
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn new<X, Which>(error: X) -> Self where Errors<R>: Allow<X, Which, Set = R>, X: Debug + 'static {
        printing::note::<X>();
        Self::from_value(Errors::<R>::value(error))
    }

    #[inline]
    pub(crate) fn from_value(value: Value<R>) -> Self {
        OneOf { value: Opaque::new(value), _sized: () }
    }

    #[inline]
    pub(crate) fn into_value(self) -> Value<R> {
        self.value.into_inner()
    }

    /// Takes the error out if it is an `X`; otherwise returns one of the rest. Twisted: `Failure.trap`.
    ///
    /// # Errors
    ///
    /// The error itself, as one of the set without `X`.
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn trap<X, Which>(self) -> Result<X, OneOf<<Errors<R> as CanBe<X, Which>>::Rest>> where Errors<R>: CanBe<X, Which, Set = R> {
        Errors::<R>::take(self.into_value()).map_err(OneOf::from_value)
    }

    /// Takes one of `Xs` out; otherwise returns one of the rest.
    ///
    /// # Errors
    ///
    /// The error itself, as one of the set without `Xs`.
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn trap_any<Xs: ErrorSet, Which>(self) -> Result<OneOf<Xs>, OneOf<<Errors<R> as CanBeOneOf<Xs, Which>>::Rest>> where Errors<R>: CanBeOneOf<Xs, Which, Set = R> {
        match Errors::<R>::split(self.into_value()) {
            Ok(value) => Ok(OneOf::from_value(value)),
            Err(rest) => Err(OneOf::from_value(rest)),
        }
    }

    /// Whether the error is an `X`, whatever type the set names there: see
    /// [`Failure::check`](crate::Failure::check). Twisted: `Failure.check`.
    #[inline]
    pub fn is<X: 'static>(&self) -> bool {
        self.value.member().is::<X>()
    }

    /// The error, if it is an `X`, whatever type the set names there.
    #[inline]
    pub fn downcast_ref<X: 'static>(&self) -> Option<&X> {
        self.value.member().downcast_ref()
    }

    /// Converts to one of a larger set, or of the same set in another order.
    ///
    /// ```
    /// use deferred::OneOf;
    /// use std::{fmt, num::ParseIntError};
    ///
    /// let error: OneOf<(fmt::Error,)> = OneOf::new(fmt::Error);
    /// let wider: OneOf<(ParseIntError, fmt::Error)> = error.widen();
    /// assert!(wider.type_name().ends_with("fmt::Error"));
    /// assert_eq!(wider.downcast_ref::<fmt::Error>(), Some(&fmt::Error));
    /// assert!(wider.trap_any::<(fmt::Error,), _>().is_ok());
    /// ```
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn widen<S: NamesAll<R, Which>, Which>(self) -> OneOf<S> {
        match cast(self, S::IN_ORDER) {
            Ok(same) => same,
            Err(other) => OneOf::from_value(S::widen(other.into_value())),
        }
    }

    /// Converts the error to an enum of your own: to any type that has a `From` of each error of the set, as
    /// thiserror's `#[from]` writes them.
    ///
    /// A `Box<dyn Error + Send + Sync>` and an `anyhow::Error` are such types, too, in which the error is found
    /// under its own type.
    ///
    /// ```
    /// use deferred::OneOf;
    ///
    /// #[derive(Debug)]
    /// struct Busy;
    /// #[derive(Debug)]
    /// struct Gone;
    ///
    /// #[derive(Debug, PartialEq)]
    /// enum App {
    ///     Busy,
    ///     Gone,
    /// }
    /// impl From<Busy> for App {
    ///     fn from(_: Busy) -> Self {
    ///         App::Busy
    ///     }
    /// }
    /// impl From<Gone> for App {
    ///     fn from(_: Gone) -> Self {
    ///         App::Gone
    ///     }
    /// }
    ///
    /// let error: OneOf<(Busy, Gone)> = OneOf::new(Gone);
    /// assert_eq!(error.into_enum::<App>(), App::Gone);
    /// ```
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn into_enum<E: FromEach<R>>(self) -> E {
        E::from_each(self.into_value())
    }

    /// The name of the error's type.
    pub fn type_name(&self) -> &'static str {
        self.value.name()
    }
}

impl<X: 'static> OneOf<(X,)> {
    /// Takes the error out of a `OneOf` whose set has one member.
    #[inline]
    pub fn only(self) -> X {
        match self.trap() {
            Ok(x) => x,
            Err(rest) => match *rest.value {},
        }
    }
}

impl<R: ErrorSet> Debug for OneOf<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.printed().fmt(f)
    }
}

impl<R: DisplayErrors> Display for OneOf<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        R::display(&self.value, f)
    }
}

/// The source is the error itself, which can be downcast to its own type.
impl<R: ErrorSet> Error for OneOf<R>
where
    Value<R>: Error,
{
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.value.source()
    }

    fn description(&self) -> &str {
        ONE_OF_A_SET
    }
}

impl<R: CloneErrors> Clone for OneOf<R> {
    fn clone(&self) -> Self {
        Self::from_value(R::clone_value(&self.value))
    }
}

/// How many sources are looked at: an error may say of itself, or of one before, that it is its source.
#[doc(hidden)]
pub const DEEPEST: usize = 10_000;

/// The `description` of a `OneOf` and of a failure, and of no other error: they are recognized by it whatever their
/// sets are, each of which makes another type.
pub(crate) const ONE_OF_A_SET: &str = "one of the errors of a Deferred";

/// The error, if it is an `X`, or a `OneOf` or a failure with an `X`. An error that has an `X` as its source
/// otherwise is another error.
pub(crate) fn found<'a, X: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a X> {
    error.downcast_ref().or_else(|| found_in_a_set(error))
}

/// The `X` in an error that is a `OneOf` or a failure.
#[doc(hidden)]
pub fn found_in_a_set<'a, X: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a X> {
    let mut error = error;
    for _ in 0..DEEPEST {
        if !is_one_of_a_set(error) {
            break;
        }
        error = error.source()?;
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
    }
    None
}

#[allow(
    deprecated,
    reason = "an error says nothing else of itself that is not its type, its text or its source"
)]
fn is_one_of_a_set(error: &dyn Error) -> bool {
    error.description() == ONE_OF_A_SET
}
