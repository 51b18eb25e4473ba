// Code: E-raises-before-no-function
//! `#[raises(..)]` before something that is no function.
//!
//! In Python a decorator for functions fails when it is given something else, where the module is loaded.
//!
//! Here the attribute is about a function's type and its `?`.
//!
//! The fix: put it before the function.

use deferred::raises;

#[derive(Debug)]
struct Missing;

#[raises(Missing)]
struct Page(&'static str);

impl Page {
    fn word(&self) -> &str {
        self.0
    }
}

fn main() {
    println!("{}", Page("page").word());
}
