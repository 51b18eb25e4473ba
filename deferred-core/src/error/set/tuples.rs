//! Macros that write an impl once for the tuples of every size.

/// Calls `$rule!(A B C)` for each size from 1 to 16.
macro_rules! for_each_arity {
    ($rule:ident) => {
        $crate::error::set::tuples::for_each_arity!($rule: [] A B C D E F G H J K L M N O P Q);
    };
    ($rule:ident: [$($done:ident)*]) => {};
    ($rule:ident: [$($done:ident)*] $next:ident $($rest:ident)*) => {
        $rule!($($done)* $next);
        $crate::error::set::tuples::for_each_arity!($rule: [$($done)* $next] $($rest)*);
    };
}

/// The tuple's members as a list: `A B` becomes `(A, (B, ()))`.
macro_rules! list {
    () => { () };
    ($x:ident $($rest:ident)*) => { ($x, $crate::error::set::tuples::list!($($rest)*)) };
}

pub(crate) use for_each_arity;
pub(crate) use list;
