//! How many atomic read-modify-writes each thing takes, exactly: on machines where they are dear, they are what crossing threads costs.
//!
//! Each side that can meet the other at a moment that nobody knows needs one for that, and no more.

use super::{Number, attach, made, now, number, plus};
use crate::combinators::gather;
use crate::crossing::MaybeReady;
use crate::crossing::atomics::counted::taken_by;
use crate::threads::{self, Deferred};
use alloc::vec::Vec;

#[test]
fn a_pair_that_is_fired_and_taken() {
    // The right to fire; that the value is there.
    let (sender, receiver) = made::<Number>();
    assert_eq!(taken_by(|| sender.fire(number(1))), 2);
    assert_eq!(taken_by(|| drop(now(receiver))), 0);
}

#[test]
fn a_chain_of_one_continuation_as_in_w2_to_w4() {
    let (sender, receiver) = made();
    let mut chain = None;
    // That a stage is being put in.
    assert_eq!(taken_by(|| chain = Some(attach(receiver, plus(1)))), 1);
    // The right to fire; that the value is there.
    assert_eq!(taken_by(|| sender.fire(number(1))), 2);
    assert_eq!(taken_by(|| drop(now(chain.unwrap()))), 0);
}

#[test]
fn a_stage_that_waits_for_another_as_in_w4b() {
    let (sender, receiver) = made();
    let (inner, waits) = made();
    let chain = attach(receiver, move |_: Number| MaybeReady::Pending(waits));
    // The right to fire; what the node waits for, where a cancel may look; that it waits.
    assert_eq!(taken_by(|| sender.fire(number(1))), 3);
    // The right to fire; that the value is there; that a cancel does not look any more; that the value of what waits is there.
    assert_eq!(taken_by(|| inner.fire(number(2))), 4);
    assert_eq!(taken_by(|| drop(now(chain))), 0);
}

#[test]
fn a_member_of_a_list_as_in_w5() {
    const MEMBERS: usize = 100;
    let (resolvers, members): (Vec<_>, Vec<_>) = (0..MEMBERS).map(|_| threads::pending::<u8, ()>()).unzip();
    let mut all = None;
    let waits = taken_by(|| all = Some(gather(members)));
    let comes = taken_by(|| resolvers.into_iter().for_each(|resolver| resolver.succeed(1)));
    assert!(all.unwrap().is_ready());
    // The list's handle; that a stage is being put in; that nobody will take what that gives.
    assert_eq!(waits / MEMBERS, 3);
    // The right to fire; that the value is there; the list's handle. The list itself has a lock beside that.
    assert_eq!(comes / MEMBERS, 3);
}

#[test]
fn a_step_of_a_loop_that_is_a_recursion_as_in_w6() {
    type Resolvers = std::sync::Arc<std::sync::Mutex<Vec<threads::Resolver<u32>>>>;

    fn count_from(n: u32, resolvers: &Resolvers) -> Deferred<u32> {
        let (resolver, d) = threads::pending::<u32, ()>();
        resolvers.lock().unwrap().push(resolver);
        let more = resolvers.clone();
        d.then(move |one| if n == 0 { threads::succeed(one) } else { count_from(n - 1, &more) })
    }

    const STEPS: u32 = 100;
    let resolvers = Resolvers::default();
    let done = count_from(STEPS, &resolvers);
    let next = || {
        let resolver = resolvers.lock().unwrap().pop();
        resolver.map(|resolver| resolver.succeed(1)).is_some()
    };
    let mut counts = Vec::new();
    loop {
        let mut more = false;
        counts.push(taken_by(|| more = next()));
        if !more {
            break;
        }
    }
    assert!(done.is_ready());
    // The right to fire; that the next stage is being put in; what waits for it, where a cancel may look; that it waits.
    assert!(counts[..STEPS as usize].iter().all(|&count| count == 4), "{counts:?}");
}
