// Code: E-angle-brackets
// Words: rustc's own (syntax)
//! A chain in angle brackets.
//!
//! `chain!< then .. >` was the first idea for the shape of a chain without a source. Rust allows
//! `{}`, `()` and `[]` around the input of a macro, and nothing else.
//!
//! The fix: braces.

fn main() {
    let shout = deferred::chain!< then |page: String| page.to_uppercase() >;
}
