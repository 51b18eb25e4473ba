//! Finds an error inside of one of several, or inside of a failure, that was made a dynamic error as a whole.

use core::error::Error;

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
    while is_one_of_a_set(error) {
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
