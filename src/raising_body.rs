//! What `#[raises]` makes of a function's body.

/// The body, with what its `?` ask for.
#[doc(hidden)]
#[macro_export]
macro_rules! __raising {
    ($($body:tt)*) => {{
        #[allow(unused_imports, reason = "there may be no `?`")]
        use $crate::raising::{Asks as _, AsksForOne as _};
        $($body)*
    }};
}
