// Refused: E0277
//! An executor that holds what is of one thread.

use deferred::threads::{self, Job};
use std::rc::Rc;

fn main() {
    let (_resolver, d) = threads::pending::<u8, ()>();
    let here = Rc::new(1);
    let _d = d.via(move |job: Job| {
        drop(here.clone());
        job()
    });
}
