//! What the editor is shown in another way than the compiler.
//!
//! rust-analyzer compiles with `cfg(rust_analyzer)`.

/// Asks a question of a value. Errors are shown at the first name of the
/// question. An editor would show the question there, beside what the user's
/// own word stands for; so it sees the second name, which stands elsewhere.
#[cfg(not(rust_analyzer))]
#[doc(hidden)]
#[macro_export]
macro_rules! __ask {
    ($of:expr, $question:ident $same_question:ident) => {
        $of.$question()
    };
}

#[cfg(rust_analyzer)]
#[doc(hidden)]
#[macro_export]
macro_rules! __ask {
    ($of:expr, $question:ident $same_question:ident) => {
        $of.$same_question()
    };
}

/// The value as one that nobody holds, so that a question may borrow it in any way.
#[inline]
pub fn asked<A>(value: A) -> A {
    value
}
