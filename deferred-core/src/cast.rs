//! Types that turn out to be the same.

use core::any::Any;

/// `a`, where its type is `B` after all. Costs nothing: the compiler knows.
#[inline]
pub(crate) fn cast<A: 'static, B: 'static>(a: A) -> Result<B, A> {
    let mut a = Some(a);
    match (&mut a as &mut dyn Any).downcast_mut::<Option<B>>() {
        Some(b) => Ok(b.take().expect("just put there")),
        None => Err(a.expect("just put there")),
    }
}
