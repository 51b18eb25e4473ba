//! The mistakes that do not compile.
