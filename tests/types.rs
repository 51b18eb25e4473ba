//! What the types are: who may cross threads, who can be copied, how large they are.

use deferred::{
    Awaiting, CancelHandle, Cause, Deferred, Failure, Never, OneOf, Outcome, Resolver, Site, Stage, threads,
    unhandled,
};
use static_assertions::{assert_impl_all, assert_not_impl_any};
use std::error::Error;
use std::fmt::{self, Debug, Display};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;

#[derive(Debug)]
struct Plain;

/// An error that stays on its thread.
#[derive(Debug)]
struct Local(#[allow(dead_code)] Rc<()>);

const WORD: usize = size_of::<usize>();

// A Deferred is for one thread and for one taker.
assert_not_impl_any!(Deferred<usize>: Send, Sync, Clone, Copy);
assert_not_impl_any!(Deferred<(), (Plain,)>: Send, Sync, Clone, Copy);
assert_not_impl_any!(Resolver<usize>: Send, Sync, Clone, Copy);
assert_not_impl_any!(Resolver<(), (Plain,)>: Send, Sync, Clone, Copy);
assert_not_impl_any!(Awaiting<usize, ()>: Send, Sync, Clone, Copy);
// What crosses threads does so with what it carries, and is not shared.
assert_impl_all!(Deferred<usize, (Plain,), threads::AnyThread>: Send);
assert_impl_all!(Resolver<usize, (Plain,), threads::AnyThread>: Send);
assert_impl_all!(Awaiting<usize, (Plain,), threads::AnyThread>: Send);
assert_impl_all!(CancelHandle<threads::AnyThread>: Send, Sync);
assert_not_impl_any!(Deferred<usize, (Plain,), threads::AnyThread>: Sync, Clone, Copy);
assert_not_impl_any!(Deferred<Local, (), threads::AnyThread>: Send);
assert_not_impl_any!(Deferred<usize, (Local,), threads::AnyThread>: Send);
assert_not_impl_any!(Resolver<Local, (), threads::AnyThread>: Send);
assert_not_impl_any!(Awaiting<Local, (), threads::AnyThread>: Send);
assert_not_impl_any!(CancelHandle: Send, Sync);
assert_not_impl_any!(unhandled::Watch: Send, Sync, Clone);

// An error is as free as its members: it may go to another thread, with where it was raised and what it replaced.
assert_impl_all!(OneOf<(Plain, fmt::Error)>: Send, Sync);
assert_impl_all!(Failure<(Plain, fmt::Error)>: Send, Sync);
assert_not_impl_any!(OneOf<(Plain, Local)>: Send, Sync);
assert_not_impl_any!(Failure<(Plain, Local)>: Send, Sync);
assert_impl_all!(Cause: Send, Sync);
assert_impl_all!(Site: Send, Sync, Copy, Eq);
assert_impl_all!(Stage: Send, Sync, Copy, Eq);

// A failure is handled once; an error alone can be copied where its members can.
assert_not_impl_any!(Failure<(fmt::Error,)>: Clone);
assert_impl_all!(OneOf<(fmt::Error, u8)>: Clone);
assert_not_impl_any!(OneOf<(fmt::Error, Plain)>: Clone);

// What is known of all the members is known of the set.
assert_impl_all!(OneOf<(fmt::Error, std::num::ParseIntError)>: Error, Display, Debug);
assert_impl_all!(Failure<(fmt::Error, std::num::ParseIntError)>: Error, Display, Debug);
assert_not_impl_any!(OneOf<(fmt::Error, Plain)>: Error, Display);
assert_not_impl_any!(Failure<(fmt::Error, Plain)>: Error, Display);
assert_impl_all!(Failure<()>: Error, Display, Debug);
assert_impl_all!(Never: Error, Copy);

// Everything shows itself, whatever it carries.
assert_impl_all!(Deferred<Local, (Local,)>: Debug, Unpin);
assert_impl_all!(Resolver<Local, (Local,)>: Debug, Unpin);
assert_impl_all!(Awaiting<Local, (Local,)>: Debug, Unpin);

assert_impl_all!(Failure<(Plain,)>: UnwindSafe, RefUnwindSafe);

#[test]
fn a_deferred_is_as_large_as_what_it_carries_or_a_pointer_and_a_tag() {
    assert_eq!(size_of::<Deferred<()>>(), WORD);
    assert_eq!(size_of::<Deferred<u8>>(), 2 * WORD);
    assert_eq!(size_of::<Deferred<usize>>(), 2 * WORD);
    assert_eq!(size_of::<Deferred<Box<u8>>>(), 2 * WORD);
    assert_eq!(size_of::<Deferred<[usize; 4]>>(), 5 * WORD);
}

#[test]
fn where_something_can_fail_it_is_as_large_as_the_failure() {
    assert_eq!(size_of::<Deferred<usize, (usize,)>>(), 3 * WORD);
    assert_eq!(size_of::<Deferred<usize, (Plain,)>>(), 2 * WORD);
    assert_eq!(size_of::<Deferred<(), (Plain,)>>(), 2 * WORD);
    assert_eq!(size_of::<Failure<(Plain,)>>(), 2 * WORD);
    assert_eq!(size_of::<Failure<(usize,)>>(), 3 * WORD);
    assert_eq!(size_of::<Outcome<(), (Plain,)>>(), size_of::<Failure<(Plain,)>>());
}

#[test]
fn a_resolver_is_a_pointer() {
    assert_eq!(size_of::<Resolver<usize>>(), WORD);
    assert_eq!(size_of::<Resolver<[usize; 9], (Plain, usize)>>(), WORD);
}

#[test]
fn what_awaits_one_has_room_for_what_it_waits_with_and_is_no_larger_than_one_of_five_words() {
    // A receiver, a handle, the waker's two words, and which of these it is.
    assert_eq!(size_of::<Awaiting<usize, (Plain,)>>(), 5 * WORD);
    assert_eq!(size_of::<Awaiting<[usize; 4], (usize,)>>(), size_of::<Deferred<[usize; 4], (usize,)>>());
}

#[test]
fn an_error_of_one_type_is_as_large_as_that() {
    assert_eq!(size_of::<OneOf<(usize,)>>(), size_of::<usize>());
    assert_eq!(size_of::<OneOf<(Plain,)>>(), 0);
    assert_eq!(size_of::<OneOf<(Plain, fmt::Error)>>(), 1);
    assert_eq!(size_of::<Outcome<usize>>(), size_of::<usize>());
}

#[test]
fn a_failure_of_no_error_cannot_be() {
    fn never(failure: Failure<()>) -> Never {
        match failure {}
    }
    fn value(outcome: Outcome<usize>) -> usize {
        let Ok(value) = outcome;
        value
    }
    assert_eq!(size_of::<Failure<()>>(), 0);
    assert_eq!(size_of::<OneOf<()>>(), 0);
    assert_eq!(value(Ok(1)), 1);
    let _: fn(Failure<()>) -> Never = never;
}

#[test]
fn a_failure_goes_to_another_thread_with_all_that_it_knows() {
    let failure: Failure<(Plain, fmt::Error)> = Failure::new(fmt::Error);
    let raised = failure.raised();
    let there = std::thread::spawn(move || (failure.raised(), failure.is::<fmt::Error>()));
    assert_eq!(there.join().expect("no panic"), (raised, true));
}
