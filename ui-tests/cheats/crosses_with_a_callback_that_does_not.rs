// Refused: E0277
//! A callback that holds what is of one thread, in a chain that crosses threads.

use deferred::{chain, threads};
use std::rc::Rc;

fn main() {
    let (resolver, d) = threads::pending::<u8, ()>();
    let here = Rc::new(1);
    let _d = chain! { d; then move |n| n + *here };
    std::thread::spawn(move || resolver.succeed(1));
}
