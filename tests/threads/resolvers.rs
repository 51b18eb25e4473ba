//! Firing while another thread cancels.

use crate::meeting::{job, meet};
use deferred::testing::failure_result_of;
use deferred::{Cancelled, threads};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn a_value_arrives_or_comes_back_and_is_never_lost() {
    let (fired, found) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    meet(|| {
        fired.fetch_add(1, Ordering::SeqCst);
        let (resolver, d) = threads::pending::<u32, (Cancelled,)>();
        let stop = d.cancel_handle();
        let (arrived, back) = (found.clone(), found.clone());
        let count = |found: &AtomicUsize| {
            found.fetch_add(1, Ordering::SeqCst);
        };
        d.map(move |_| count(&arrived)).catch(|_: Cancelled| ()).detach();
        let fire = job(move || {
            if resolver.try_succeed(7).is_err() {
                count(&back);
            }
        });
        (fire, job(move || stop.cancel()))
    });
    assert_eq!(found.load(Ordering::SeqCst), fired.load(Ordering::SeqCst));
}

#[test]
fn what_comes_after_a_cancel_comes_back() {
    let (resolver, d) = threads::pending::<u32, (Cancelled,)>();
    d.cancel();
    assert_eq!(resolver.try_resolve(Ok(7)).unwrap_err().ok(), Some(7));
    assert!(failure_result_of(d).is::<Cancelled>());
}
