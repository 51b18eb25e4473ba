// Refused: E0277
//! A policy that holds what is of one thread, for attempts that cross threads.

use deferred::{Cancelled, Failure, Retry, retry, threads};
use std::rc::Rc;

fn main() {
    let here = Rc::new(1);
    let policy = move |_, _: &Failure<(Cancelled,)>| {
        drop(here.clone());
        Retry::Stop
    };
    let _d = retry(policy, || threads::pending::<u8, (Cancelled,)>().1);
}
