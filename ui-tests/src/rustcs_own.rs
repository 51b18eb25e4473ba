//! The errors that stay in the compiler's own words.

use crate::rule::MOST_LINES;

/// An error of the compiler's own, in words that no library can change.
pub struct Own {
    /// The compiler's code; `syntax` if it has none.
    pub code: &'static str,
    /// The largest number of lines of the message.
    pub lines: usize,
    /// Why a chain cannot say it in words of its own.
    pub reason: &'static str,
}

const fn own(code: &'static str, lines: usize, reason: &'static str) -> Own {
    Own { code, lines, reason }
}

/// The compiler's own errors that a mistake may end in: it then says so on top of its file, and its code is in the book alone.
///
/// The compiler's suggestions, and its lists of types that implement a trait, do not count among the lines of
/// these.
///
/// A library can word the message where a trait is not implemented. These errors come before that, or beside it.
pub const RUSTCS_OWN: [Own; 37] = [
    own("E0026", MOST_LINES, "a field that does not exist has no type"),
    own("E0053", MOST_LINES, "a method is held against its trait's by the compiler alone"),
    own("E0061", 18, "how many arguments a call has is compared before any trait is asked"),
    own("E0107", MOST_LINES, "how many types a function is given is counted before any trait is asked"),
    own("E0310", MOST_LINES, "how long a type lives is no trait; the help, to write `+ 'static`, is right"),
    own("E0317", MOST_LINES, "an `if` without an `else` gives `()`, which the compiler finds out by itself"),
    own("E0614", MOST_LINES, "what can be dereferenced is a trait of the standard library"),
    own("E0502", MOST_LINES, "how long a borrow lives is no trait"),
    own("E0423", MOST_LINES, "a name that is no value has no type"),
    own("E0560", MOST_LINES, "a field that does not exist has no type"),
    own(
        "E0600",
        MOST_LINES,
        "what an operator does with a type of the standard library no trait of ours is asked",
    ),
    own("E0605", MOST_LINES, "what can be cast is no trait"),
    own("E0609", MOST_LINES, "a field that does not exist has no type"),
    own("E0615", MOST_LINES, "a method that is not called has no type"),
    own("E0618", MOST_LINES, "what can be called is compared before any trait is asked"),
    own("E0368", MOST_LINES, "what an operator does is a trait of the standard library"),
    own("E0369", MOST_LINES, "what an operator does is a trait of the standard library"),
    own("E0631", 16, "what a closure takes that goes to a function is compared before any trait is asked"),
    own(
        "E0271",
        MOST_LINES,
        "what a future gives is compared by the compiler, before any trait of it is asked",
    ),
    own(
        "E0277",
        17,
        "a `?` asks for traits of the standard library; what goes to another thread the compiler looks for inside of what holds it, and shows the way",
    ),
    own("E0282", MOST_LINES, "where nothing says a type, there is none that a message could name"),
    own("E0283", MOST_LINES, "where nothing says a type, there is none that a message could name"),
    own("E0308", 20, "whether two types are the same the compiler finds out by itself, and asks no trait"),
    own("E0373", MOST_LINES, "how long a borrow lives is no trait; the help, to write `move`, is right"),
    own("E0382", 16, "what was moved is no trait; the words for it (`on_move`) are not stable"),
    own("E0425", MOST_LINES, "a name that does not exist has no type"),
    own(
        "E0433",
        MOST_LINES,
        "a path that leads nowhere has no type; an attribute does not know the crate's name, which `crate = path` tells it",
    ),
    own("E0507", MOST_LINES, "what cannot be moved out of a reference is no trait"),
    own("E0515", MOST_LINES, "how long a borrow lives is no trait"),
    own("E0521", MOST_LINES, "how long a borrow lives is no trait"),
    own("E0593", MOST_LINES, "how many parameters a closure has is compared before any trait is asked"),
    own("E0573", MOST_LINES, "a name that is no type is missed before there are types"),
    own("E0596", MOST_LINES, "whether what is lent may be changed is no trait"),
    own("E0597", MOST_LINES, "how long a borrow lives is no trait"),
    own("E0599", MOST_LINES, "where a method does not exist there is none that could have a message"),
    own("E0728", MOST_LINES, "whether a function is `async` the compiler asks before it knows any type"),
    own(
        "syntax",
        MOST_LINES,
        "Rust's own parser stops before the macro is called, or in a body that is not the macro's to read; and of a task that is not `Send` the compiler speaks without a code",
    ),
];
