//! `callback_gives_a_pair`, mended: the resolver stays with whoever fires it.

use deferred::{Deferred, chain, succeed, testing::success_result_of};
use std::cell::Cell;
use std::rc::Rc;

fn main() {
    let asked = Rc::new(Cell::new(None));
    let keeps = asked.clone();
    let answer = chain! {
        succeed("question");
        then move |_question| {
            let (resolver, answer) = Deferred::<usize>::pending();
            keeps.set(Some(resolver));
            answer
        },
    };
    asked.take().unwrap().succeed(42);
    assert_eq!(success_result_of(answer), 42);
}
