//! However a value is reordered, split and put together again, it stays the member that it was.

use deferred::{Failure, OneOf};
use proptest::prelude::*;

#[derive(Debug, PartialEq, Clone, Copy)]
struct A(u64);
#[derive(Debug, PartialEq, Clone, Copy)]
struct B(u64);
#[derive(Debug, PartialEq, Clone, Copy)]
struct C(u64);
#[derive(Debug, PartialEq, Clone, Copy)]
struct D(u64);

type Four = (A, B, C, D);

/// Something that takes a set apart and puts it together again.
type Detour<Held> = fn(Held) -> Held;

/// To another order and back.
macro_rules! by_order {
    ($held:ident: $($order:ty)+) => {
        [$(|held: $held<Four>| held.widen::<$order, _>().widen() as $held<Four>),+]
    };
}

/// By way of a trap for some of the members.
macro_rules! by_trap {
    ($held:ident: $($asked:ty)+) => {
        [$(|held: $held<Four>| match held.trap_any::<$asked, _>() {
            Ok(taken) => taken.widen(),
            Err(rest) => rest.widen(),
        }),+]
    };
}

/// All orders of the four, and all of their subsets in some order.
macro_rules! detours {
    ($held:ident) => {{
        let orders: [Detour<$held<Four>>; 24] = by_order!($held:
            (A, B, C, D) (A, B, D, C) (A, C, B, D) (A, C, D, B) (A, D, B, C) (A, D, C, B)
            (B, A, C, D) (B, A, D, C) (B, C, A, D) (B, C, D, A) (B, D, A, C) (B, D, C, A)
            (C, A, B, D) (C, A, D, B) (C, B, A, D) (C, B, D, A) (C, D, A, B) (C, D, B, A)
            (D, A, B, C) (D, A, C, B) (D, B, A, C) (D, B, C, A) (D, C, A, B) (D, C, B, A));
        let traps: [Detour<$held<Four>>; 16] = by_trap!($held:
            () (A,) (B,) (C,) (D,) (B, A) (A, C) (D, A) (B, C) (D, B) (C, D)
            (C, A, B) (A, D, B) (D, C, A) (B, C, D) (D, B, C, A));
        [orders.as_slice(), traps.as_slice()].concat()
    }};
}

/// One of the four with a payload, and which one it is.
fn made(member: usize, payload: u64) -> (OneOf<Four>, String) {
    match member {
        0 => (OneOf::new(A(payload)), format!("{:?}", A(payload))),
        1 => (OneOf::new(B(payload)), format!("{:?}", B(payload))),
        2 => (OneOf::new(C(payload)), format!("{:?}", C(payload))),
        _ => (OneOf::new(D(payload)), format!("{:?}", D(payload))),
    }
}

/// The failure that has what `one` is.
fn failed(one: OneOf<Four>) -> Failure<Four> {
    let one = match one.trap::<A, _>() {
        Ok(error) => return Failure::new(error),
        Err(rest) => rest,
    };
    let one = match one.trap::<B, _>() {
        Ok(error) => return Failure::new(error),
        Err(rest) => rest,
    };
    match one.trap::<C, _>() {
        Ok(error) => Failure::new(error),
        Err(rest) => Failure::new(rest.only()),
    }
}

proptest! {
    #[test]
    fn an_error_stays_what_it_is(
        member in 0..4_usize,
        payload in any::<u64>(),
        path in prop::collection::vec(0..40_usize, 0..30),
    ) {
        let detours = detours!(OneOf);
        let (mut one, expected) = made(member, payload);
        for step in path {
            one = detours[step](one);
            prop_assert_eq!(format!("{:?}", one), expected.as_str());
        }
    }

    #[test]
    fn a_failure_stays_what_it_is_and_where_it_was_raised(
        member in 0..4_usize,
        payload in any::<u64>(),
        path in prop::collection::vec(0..40_usize, 0..30),
    ) {
        let detours = detours!(Failure);
        let (one, expected) = made(member, payload);
        let mut failure = failed(one);
        let raised = failure.raised();
        for step in path {
            failure = detours[step](failure);
            prop_assert_eq!(failure.raised(), raised);
        }
        prop_assert_eq!(format!("{:?}", failure.into_error()), expected);
    }
}
