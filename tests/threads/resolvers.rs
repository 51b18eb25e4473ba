//! Firing while another thread cancels.

use crate::meeting::{ROUNDS, at_once, job};
use deferred::testing::failure_result_of;
use deferred::{Cancelled, threads};
use std::sync::mpsc;

#[test]
fn a_value_arrives_or_comes_back_and_is_never_lost() {
    for _ in 0..ROUNDS {
        let (resolver, d) = threads::pending::<Box<u32>, (Cancelled,)>();
        let stop = d.cancel_handle();
        let (said, heard) = mpsc::channel();
        let back = said.clone();
        let d = d.map(move |n| said.send(n).unwrap());
        at_once(vec![
            job(move || drop(resolver.try_succeed(Box::new(7)).map_err(|n| back.send(n)))),
            job(move || stop.cancel()),
        ]);
        assert_eq!(heard.recv().as_deref(), Ok(&7));
        if let Ok(Err(failure)) = d.try_outcome() {
            assert!(failure.is::<Cancelled>());
        }
    }
    let (resolver, d) = threads::pending::<u32, (Cancelled,)>();
    d.cancel();
    assert!(resolver.try_resolve(Ok(7)).is_err());
    assert!(failure_result_of(d).is::<Cancelled>());
}
