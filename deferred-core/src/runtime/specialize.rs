//! Types that turn out to be the same.

use core::any::Any;

/// `a`, where its type is `B` after all. Costs nothing: the compiler knows.
///
/// Both have a set in them. Two sets can turn out to be one type and yet say in another order what their members are: in generic code,
/// `(E, Timeout)` and `(Timeout, E)` where `E` is `Timeout`. So they are the same only if each error is `in_order`, at its place.
#[inline]
pub(crate) fn cast<A: 'static, B: 'static>(a: A, in_order: bool) -> Result<B, A> {
    if !in_order {
        return Err(a);
    }
    let mut a = Some(a);
    match (&mut a as &mut dyn Any).downcast_mut::<Option<B>>() {
        Some(b) => Ok(b.take().expect("just put there")),
        None => Err(a.expect("just put there")),
    }
}
