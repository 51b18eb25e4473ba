//! The one-shot cell under every pending Deferred, and all of the crate's `unsafe` memory handling.
//!
//! A pair is one [`node`](node::Node). The node is the source that is fired,
//! the place where the callbacks wait, and the slot for what comes out, so a
//! pair and the chain on it are one allocation. From outside there are three
//! owners, all safe:
//!
//! - [`Firing`]: the right to put a value in, once.
//! - [`Slot`]: the right to what comes out, once.
//! - [`Parked`]: work that was put off.

#![allow(unsafe_code)]

mod node;
mod run;

use crate::trampoline;
use core::marker::PhantomData;
use core::panic::Location;
use node::{Node, NodePtr, State};

/// A value that is there, or will be.
pub(crate) enum Eventual<O: 'static> {
    Ready(O),
    Pending(Slot<O>),
}

/// The firing side of a node: owns one of its references.
pub(crate) struct Firing<I: 'static> {
    node: NodePtr,
    _takes: PhantomData<fn(I)>,
}

/// The taking side of a node: owns one of its references.
pub(crate) struct Slot<O: 'static> {
    node: NodePtr,
    _gives: PhantomData<O>,
}

/// Work that was put off because the stack is deep: owns the reference of a firing side.
pub(crate) enum Parked {
    Deliver(Unfired),
    Abandon(Unfired),
}

/// The firing reference of a node, whatever the node takes. Dropped, it abandons the node.
pub(crate) struct Unfired(NodePtr);

/// A new node, empty, with both its sides.
#[inline]
pub(crate) fn pair<O: 'static>(made: &'static Location<'static>) -> (Firing<O>, Slot<O>) {
    let node = Node::empty::<O>(made);
    (Firing { node, _takes: PhantomData }, Slot::of(node))
}

impl<I: 'static> Firing<I> {
    /// Puts the value in. Everything that waits for it runs before this returns, unless the stack is deep already.
    #[inline]
    pub(crate) fn fire(self, input: I) {
        let node = self.node;
        core::mem::forget(self);
        // SAFETY: `node` takes an `I`, and we own its firing reference, which we hand on.
        unsafe {
            match trampoline::enter() {
                Some(_level) => run::fire(node, input),
                None => run::fire_later(node, input),
            }
        }
    }

    /// Whether anybody would notice if this never fired.
    #[inline]
    pub(crate) fn is_awaited(&self) -> bool {
        // SAFETY: we own a reference.
        let node = unsafe { self.node.as_ref() };
        node.state.get() != State::Empty || node.refs.get() > 1 || node.waiter.get().is_some()
    }

    /// Where the pair was made.
    pub(crate) fn made(&self) -> &'static Location<'static> {
        // SAFETY: we own a reference.
        unsafe { self.node.as_ref() }.made
    }
}

impl<I: 'static> Drop for Firing<I> {
    #[inline]
    fn drop(&mut self) {
        drop(Unfired(self.node));
    }
}

impl Drop for Unfired {
    fn drop(&mut self) {
        match trampoline::enter() {
            // SAFETY: we own the firing reference of the node, which we hand on.
            Some(_level) => unsafe { run::abandon(self.0) },
            None => trampoline::later(Parked::Abandon(Unfired(self.0))),
        }
    }
}

impl Parked {
    /// Carries the work out.
    pub(crate) fn run(self) {
        match self {
            // SAFETY: the node is ready and has a waiter (see `run::fire_later`), and we own its firing reference.
            Parked::Deliver(unfired) => unsafe {
                let node = unfired.0;
                core::mem::forget(unfired);
                run::deliver_all(Some(node));
            },
            Parked::Abandon(unfired) => drop(unfired),
        }
    }
}

impl<O: 'static> Slot<O> {
    #[inline]
    fn of(node: NodePtr) -> Self {
        Slot { node, _gives: PhantomData }
    }

    #[inline]
    fn state(&self) -> State {
        // SAFETY: we own a reference.
        unsafe { self.node.as_ref() }.state.get()
    }

    /// The value, if it is there.
    #[inline]
    pub(crate) fn take(self) -> Result<O, Self> {
        match self.state() {
            // SAFETY: a ready node has an `O`, and we are the only one to take it.
            State::Ready => Ok(unsafe { run::take_out(self) }),
            _ => Err(self),
        }
    }

    /// Sends what will come out to `to`, without a link in between.
    pub(crate) fn connect(self, to: Firing<O>) {
        match self.take() {
            Ok(value) => to.fire(value),
            Err(slot) if slot.is_abandoned() || slot.node == to.node => drop(to),
            Err(slot) => {
                let node = to.node;
                core::mem::forget(to);
                // SAFETY: just checked; `to`'s firing reference is ours to hand on.
                unsafe { run::connect(slot, node) }
            }
        }
    }

    /// Whether the value will never come.
    pub(crate) fn is_abandoned(&self) -> bool {
        self.state() == State::Abandoned
    }

    /// The value, if it is there, without taking it.
    pub(crate) fn peek(&self) -> Option<&O> {
        match self.state() {
            // SAFETY: a ready node holds an `O`, and only this slot, which is borrowed, can take it out.
            State::Ready => Some(unsafe { node::peek(self.node) }),
            _ => None,
        }
    }

    /// Puts `stage` behind what is there, which is not ready: it takes what would have come out.
    #[inline]
    fn attach<U: 'static, F>(self, stage: F) -> Slot<U>
    where
        F: FnOnce(O) -> Eventual<U> + 'static,
    {
        // SAFETY: it is not ready.
        unsafe { run::attach(self, stage) }
    }
}

impl<O: 'static> Drop for Slot<O> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: we own a reference.
        unsafe { node::release(self.node) }
    }
}

impl<O: 'static> Eventual<O> {
    /// The value, if it is there.
    #[inline]
    pub(crate) fn take(self) -> Result<O, Slot<O>> {
        match self {
            Eventual::Ready(value) => Ok(value),
            Eventual::Pending(slot) => slot.take(),
        }
    }

    /// Continues with `stage`: at once if the value is there.
    #[inline(always)]
    pub(crate) fn attach<U: 'static, F>(self, stage: F) -> Eventual<U>
    where
        F: FnOnce(O) -> Eventual<U> + 'static,
    {
        match self.take() {
            Ok(value) => stage(value),
            Err(slot) => Eventual::Pending(slot.attach(stage)),
        }
    }

    /// The same for a stage that may come back here: too deep a recursion waits in the queue.
    #[inline]
    pub(crate) fn attach_counted<U: 'static, F>(self, stage: F) -> Eventual<U>
    where
        F: FnOnce(O) -> Eventual<U> + 'static,
    {
        let value = match self.take() {
            Ok(value) => value,
            Err(slot) => return Eventual::Pending(slot.attach(stage)),
        };
        let Some(level) = trampoline::enter() else {
            return Eventual::Pending(run::attach_later(value, stage));
        };
        let given = {
            let _level = level;
            stage(value)
        };
        // The queue may have brought the value by now.
        match given.take() {
            Ok(value) => Eventual::Ready(value),
            Err(slot) => Eventual::Pending(slot),
        }
    }
}
