//! Walks through the sets of every size, and through the members of each.

/// Calls `$rule!(E0 E1 ..)` for each size from 1 to 16.
macro_rules! for_each_size {
    ($rule:ident) => {
        $crate::walks::for_each_size!($rule: [] E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15);
    };
    ($rule:ident: [$($done:ident)*]) => {};
    ($rule:ident: [$($done:ident)*] $next:ident $($rest:ident)*) => {
        $rule!($($done)* $next);
        $crate::walks::for_each_size!($rule: [$($done)* $next] $($rest)*);
    };
}

/// Calls `$rule!([the members before] member [the members after])` for each member of the set.
macro_rules! for_each_member {
    ($rule:ident of $($x:ident)+) => { $crate::walks::for_each_member!($rule: [] $($x)+); };
    ($rule:ident: [$($before:ident)*]) => {};
    ($rule:ident: [$($before:ident)*] $x:ident $($after:ident)*) => {
        $rule!([$($before)*] $x [$($after)*]);
        $crate::walks::for_each_member!($rule: [$($before)* $x] $($after)*);
    };
}

pub(crate) use for_each_member;
pub(crate) use for_each_size;
